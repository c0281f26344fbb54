export { SessionsPicture } from "./SessionsPicture";
