import type { Point } from "./curve";

export interface CalloutRequest {
  id: string;
  x: number;
  y: number;
  width: number;
  /** Above the zero line: the label prefers to stand above. */
  up: boolean;
}

export interface Callout {
  id: string;
  x: number;
  /** Baseline of the first of two lines. */
  y: number;
  anchor: "start" | "middle" | "end";
  leader: [x1: number, y1: number, x2: number, y2: number];
  box: Box;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What labels keep off. Where there is no place, they may cross a grid line, then the band, never the curve. */
export interface KeepOff {
  /** The curves, as many points. */
  lines: readonly Point[];
  /** The edges of the interval band, as many points. */
  band: readonly Point[];
  /** Heights of the grid lines. */
  grid: readonly number[];
  /** Height of the zero line. */
  zero: number;
  /** Other labels. */
  boxes: readonly Box[];
}

const LINE = 17;
const RING = 11;
const PADDING = 3;
const GAPS = [14, 4, 30, 52, 76];

export const hits = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const around = ([x, y]: Point, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
});

/** Places two-line labels beside their nodes, the most telling first; what finds no free place is left out. */
export function placeCallouts(requests: CalloutRequest[], keepOff: KeepOff, frame: Box): Callout[] {
  const across = (y: number): Box => ({ left: frame.left, right: frame.right, top: y - 1, bottom: y + 1 });
  const taken: Box[] = [
    ...keepOff.lines.map((point) => around(point, 4)),
    ...requests.map(({ x, y }) => around([x, y], RING)),
    across(keepOff.zero),
    ...keepOff.boxes,
  ];
  const band = keepOff.band.map((point) => around(point, 2));
  const wishes = [[...band, ...keepOff.grid.map(across)], band, []];
  const placed: Callout[] = [];
  for (const request of requests) {
    const possible = candidates(request).filter(
      ({ box }) => within(box, frame) && !taken.some((one) => hits(box, one)),
    );
    const free = wishes
      .map((wish) => possible.find(({ box }) => !wish.some((one) => hits(box, one))))
      .find((one) => one !== undefined);
    if (!free) continue;
    taken.push(free.box);
    placed.push(free);
  }
  return placed;
}

const within = (box: Box, frame: Box) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

const ANCHORS = [
  ["start", 16],
  ["middle", 0],
  ["end", -16],
  ["start", 34],
  ["end", -34],
] as const;

/** The places a label may take, the best first: above or below its node, then beside it. */
function candidates({ id, x, y, width, up }: CalloutRequest): Callout[] {
  const at = (anchor: Callout["anchor"], dx: number, first: number, line: Callout["leader"]): Callout => {
    const left = anchor === "start" ? x + dx : anchor === "end" ? x + dx - width : x - width / 2;
    const box = {
      left: left - PADDING,
      right: left + width + PADDING,
      top: first - 13 - PADDING,
      bottom: first + LINE + 4 + PADDING,
    };
    return { id, x: x + dx, y: first, anchor, leader: line, box };
  };
  const leader = (end: Point): Callout["leader"] => {
    const [dx, dy] = [end[0] - x, end[1] - y];
    const share = RING / Math.max(RING, Math.hypot(dx, dy));
    return [x + dx * share, y + dy * share, ...end];
  };
  const steep = (up ? [-1, 1] : [1, -1]).flatMap((side) =>
    GAPS.flatMap((gap) =>
      ANCHORS.map(([anchor, dx]) => {
        const first = side < 0 ? y - RING - gap - LINE + 4 : y + RING + gap + 10;
        const near = side < 0 ? first + LINE + 6 : first - 15;
        return at(anchor, dx, first, leader([x + dx, near]));
      }),
    ),
  );
  const beside = [1, -1].flatMap((side) =>
    [0, -14, 14].map((rise) =>
      at(side > 0 ? "start" : "end", side * 24, y + rise - 4, leader([x + side * 21, y + rise])),
    ),
  );
  return [...steep, ...beside];
}
