export { Credits } from "./Credits";
