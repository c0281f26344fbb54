export { Lines } from "./Lines";
