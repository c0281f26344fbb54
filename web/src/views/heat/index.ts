export { Heat } from "./Heat";
