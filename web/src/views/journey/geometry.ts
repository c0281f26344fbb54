import type { MapAnswer, MapStage, MapTouchpoint } from "../../api/types";
import { CARD_ROOM, type CardText, cardText, type HeaderText, headerText, NARROW_STAGE } from "./measures";

export type Lane = "touchpoints" | "feeling" | "channels" | "scores";
export const LANES: Lane[] = ["touchpoints", "feeling", "channels", "scores"];
export type Mode = "fit" | "read";

/** The figures that are drawn as marks: between two answers they travel, while texts say the newer answer at once. */
export type Marks = Pick<
  MapTouchpoint,
  "alive" | "left" | "in_time" | "customers" | "feeling" | "feeling_low" | "feeling_high"
>;

/** One touchpoint's axis through all lanes. */
export interface Column {
  index: number;
  stage: number;
  touchpoint: MapTouchpoint;
  marks: Marks;
  x: number;
  width: number;
  middle: number;
  /** How far below its place the card still is, on its way from where it was put down. */
  drop: number;
  /** Cards that pass each other: the one of the greater rise passes above. 0 at rest. */
  rise: number;
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
  /** Pixels of the page for one unit of the picture: a wall screen shows it larger, not only wider. */
  scale: number;
  /** How much of the columns is in sight at once. */
  sight: number;
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
  header: HeaderText;
  card: CardText;
  /** Two scores of a stage stand side by side where there is room, else the second is a line below. */
  scores: { block: number };
  lanes: Record<Lane, Row>;
  /** The tray of kinds that are not yet placed. */
  tray: Row;
}

const WIDE_GUTTER = 156;
const LEAST_COLUMN = 83;
const READ = 184;
const FOLDED = 38;
const RIGHT = 20;
/** Beside the curve's last node the two lines of a comparison say whose they are. */
const RIGHT_COMPARED = 76;
/** Room for what the gutter says of the stages. */
const LEAST_HEADER = { wide: 0, narrow: 88, compared: 114 };
const EMPTY_COLUMNS = 3;
/** Room for two scores beside each other. */
export const SCORE_PAIR = 264;
const SECOND_SCORE = 24;
export const HEIGHTS: Record<Lane, number> = { touchpoints: 264, feeling: 312, channels: 104, scores: 24 };
export const CURVE = { top: 30, height: 224 };
export const CARD = { top: 40, ...CARD_ROOM };
export const RIVER = { height: 64 };

/** Up to this width a picture is drawn as it is; from there to twice of it, it grows. */
const LARGE = 1900;
const MOST_SCALE = 2;

export const scaleFor = (width: number): number => Math.max(1, Math.min(MOST_SCALE, width / LARGE));

/** What the picture shows beside its answer, as far as it takes room. */
export interface Extent {
  room: number;
  scale?: number;
  mode: Mode;
  folded: ReadonlySet<Lane>;
  trayRows: number;
  compared: boolean;
}

/** Where everything of the map stands, for a picture `room` units wide. Everything of a step shares one axis. */
export function layOut(answer: MapAnswer, { room, scale = 1, mode, folded, trayRows, compared }: Extent): Geometry {
  const gutter = room >= 1340 ? WIDE_GUTTER : room >= 720 ? 124 : 0;
  const caption = gutter ? 0 : 26;
  const count = answer.stages.reduce((sum, stage) => sum + Math.max(1, stage.touchpoints.length), 0);
  const spare = room - gutter - count * LEAST_COLUMN;
  const right = compared ? Math.max(RIGHT, Math.min(RIGHT_COMPARED, spare)) : RIGHT;
  const fitting = (room - gutter - right) / Math.max(count ? 1 : EMPTY_COLUMNS, count);
  const wide = Math.max(mode === "read" ? READ : LEAST_COLUMN, fitting);
  const [strips, columns] = stripsOf(answer, gutter, wide);
  const sight = room - gutter;
  const header = headerText(strips, sight);
  const card = cardText(columns);
  const scores = scoresOf(strips);
  const heights = {
    ...HEIGHTS,
    touchpoints: HEIGHTS.touchpoints + card.height - 110,
    scores: HEIGHTS.scores + scores.block + (scores.stacked ? SECOND_SCORE : 0),
  };
  const least = gutter ? LEAST_HEADER[compared ? "compared" : gutter < WIDE_GUTTER ? "narrow" : "wide"] : 0;
  const stages = { y: 0, height: Math.max(least, header.height) + caption, folded: false };
  let y = stages.height;
  const lanes = {} as Record<Lane, Row>;
  for (const lane of LANES) {
    const shut = folded.has(lane);
    lanes[lane] = { y, height: shut ? FOLDED : heights[lane] + caption, folded: shut };
    y += lanes[lane].height;
  }
  const tray = { y, height: trayRows ? 30 + caption + trayRows * 40 : 0, folded: false };
  const width = count ? gutter + count * wide + right : room;
  return {
    scale,
    sight,
    width,
    height: y + tray.height + 8,
    gutter,
    caption,
    scrolls: width > room + 1,
    strips,
    columns,
    stages,
    header,
    card,
    scores,
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
        marks: touchpoint,
        x: left,
        width: wide,
        middle: left + wide / 2,
        drop: 0,
        rise: 0,
      });
    });
    columns.push(...strip.columns);
    x += strip.width;
    return strip;
  });
  return [strips, columns];
}

function scoresOf(strips: Strip[]): Geometry["scores"] & { stacked: boolean } {
  const scored = strips.filter(({ stage }) => stage.scores.length > 0);
  return {
    stacked: scored.some(({ stage, width }) => stage.scores.length > 1 && width < SCORE_PAIR),
    block: scored.some(({ width }) => width < NARROW_STAGE) ? 82 : 68,
  };
}

/** The card of a column: on its axis, never wider than a card should be. */
export function cardBox(column: Column): { x: number; width: number } {
  const width = Math.min(column.width - 2 * CARD.gap, CARD.most);
  return { x: column.middle - width / 2, width };
}

export const cardTop = ({ lanes, caption }: Geometry): number => lanes.touchpoints.y + caption + CARD.top;

export const riverTop = (geometry: Geometry): number => cardTop(geometry) + geometry.card.height + 8;

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
