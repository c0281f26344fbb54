export { Sankey } from "./Sankey";
