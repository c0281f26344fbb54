export { exportPng, exportSvg } from "./export";
export { LANES, type Lane, type Mode } from "./geometry";
export { MapTable } from "./MapTable";
export { Picture } from "./Picture";
export type { Drop, PictureProps, Target } from "./types";
