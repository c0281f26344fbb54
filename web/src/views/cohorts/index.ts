export { Cohorts } from "./Cohorts";
