import type { MapAnswer, MapStage, MapTouchpoint } from "../../api/types";

export type Lane = "touchpoints" | "feeling" | "channels" | "scores";
export const LANES: Lane[] = ["touchpoints", "feeling", "channels", "scores"];
export type Mode = "fit" | "read";

/** One touchpoint's axis through all lanes. */
export interface Column {
  index: number;
  stage: number;
  touchpoint: MapTouchpoint;
  x: number;
  width: number;
  middle: number;
}

/** One stage's strip; an empty one is one column wide. */
export interface Strip {
  index: number;
  stage: MapStage;
  x: number;
  width: number;
  columns: Column[];
}

export interface Row {
  y: number;
  height: number;
  folded: boolean;
}

export interface Geometry {
  width: number;
  height: number;
  /** Left of it stand the names of the lanes; 0 where they stand above their lanes. */
  gutter: number;
  /** Height of a lane's name where it stands above its lane. */
  caption: number;
  scrolls: boolean;
  strips: Strip[];
  columns: Column[];
  stages: Row;
  lanes: Record<Lane, Row>;
  /** The tray of kinds that are not yet placed. */
  tray: Row;
}

const FIT = { least: 88, most: 220 };
const READ = 184;
const FOLDED = 38;
const RIGHT = 20;
export const HEIGHTS: Record<Lane, number> = { touchpoints: 264, feeling: 312, channels: 104, scores: 92 };
export const CURVE = { top: 30, height: 224 };
export const CARD = { top: 40, height: 110, gap: 4 };
export const RIVER = { top: 158, height: 64 };

/** Where everything of the map stands, for a picture `room` pixels wide. Everything of a step shares one axis. */
export function layOut(
  answer: MapAnswer,
  room: number,
  mode: Mode,
  folded: ReadonlySet<Lane>,
  trayRows: number,
): Geometry {
  const gutter = room >= 1300 ? 156 : room >= 720 ? 124 : 0;
  const caption = gutter ? 0 : 26;
  const count = answer.stages.reduce((sum, stage) => sum + Math.max(1, stage.touchpoints.length), 0);
  const fitting = (room - gutter - RIGHT) / Math.max(1, count);
  const wide = mode === "read" ? READ : Math.min(FIT.most, Math.max(FIT.least, fitting));
  const [strips, columns] = stripsOf(answer, gutter, wide);
  const header = strips.some(({ width }) => width < 150) ? 92 : 76;
  const stages = { y: 0, height: header + caption, folded: false };
  let y = stages.height;
  const lanes = {} as Record<Lane, Row>;
  for (const lane of LANES) {
    const shut = folded.has(lane);
    lanes[lane] = { y, height: shut ? FOLDED : HEIGHTS[lane] + caption, folded: shut };
    y += lanes[lane].height;
  }
  const tray = { y, height: trayRows ? 30 + caption + trayRows * 40 : 0, folded: false };
  const width = count ? gutter + count * wide + RIGHT : room;
  return {
    width,
    height: y + tray.height + 8,
    gutter,
    caption,
    scrolls: width > room + 1,
    strips,
    columns,
    stages,
    lanes,
    tray,
  };
}

function stripsOf(answer: MapAnswer, gutter: number, wide: number): [Strip[], Column[]] {
  const columns: Column[] = [];
  let x = gutter;
  const strips = answer.stages.map((stage, index) => {
    const strip: Strip = { index, stage, x, width: Math.max(1, stage.touchpoints.length) * wide, columns: [] };
    stage.touchpoints.forEach((touchpoint, place) => {
      const left = x + place * wide;
      strip.columns.push({
        index: columns.length + place,
        stage: index,
        touchpoint,
        x: left,
        width: wide,
        middle: left + wide / 2,
      });
    });
    columns.push(...strip.columns);
    x += strip.width;
    return strip;
  });
  return [strips, columns];
}

/** Where a thing that is held at `x` would be put: the stage, and the touchpoint before which it would stand. */
export function dropAt(geometry: Geometry, x: number): { stage: string; before: string | null; line: number } | null {
  const strip =
    geometry.strips.find((one) => x >= one.x && x < one.x + one.width) ??
    (x < geometry.gutter ? geometry.strips[0] : geometry.strips.at(-1));
  if (!strip) return null;
  const next = strip.columns.find(({ middle }) => x < middle);
  const line = next ? next.x : strip.columns.length ? strip.x + strip.width : strip.x + strip.width / 2;
  return { stage: strip.stage.id, before: next?.touchpoint.id ?? null, line };
}

/** Where a drawn feeling of -2 to +2 lies. */
export function heightOf(geometry: Geometry, value: number): number {
  const top = geometry.lanes.feeling.y + geometry.caption + CURVE.top;
  return top + CURVE.height / 2 - (Math.max(-2, Math.min(2, value)) * CURVE.height) / 4;
}
