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
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LINE = 17;
const RING = 11;
const PADDING = 4;

const hits = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Places two-line labels beside their nodes, the most telling first; what finds no free place is left out. */
export function placeCallouts(
  requests: CalloutRequest[],
  curve: readonly Point[],
  frame: { left: number; right: number; top: number; bottom: number },
): Callout[] {
  const taken: Box[] = curve.map(([x, y]) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const placed: Callout[] = [];
  for (const request of requests) {
    const free = candidates(request).find(({ box }) => {
      const inside =
        box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      return inside && !taken.some((other) => hits(box, other));
    });
    if (!free) continue;
    taken.push(free.box);
    placed.push(free.callout);
  }
  return placed;
}

function candidates({ id, x, y, width, up }: CalloutRequest): { callout: Callout; box: Box }[] {
  const sides = up ? [-1, 1] : [1, -1];
  const found: { callout: Callout; box: Box }[] = [];
  for (const side of sides) {
    for (const gap of [14, 30, 52]) {
      const first = side < 0 ? y - RING - gap - LINE + 4 : y + RING + gap + 10;
      for (const [anchor, dx] of [
        ["start", 16],
        ["middle", 0],
        ["end", -16],
      ] as const) {
        const left = anchor === "start" ? x + dx : anchor === "end" ? x + dx - width : x - width / 2;
        const box = {
          left: left - PADDING,
          right: left + width + PADDING,
          top: first - 13 - PADDING,
          bottom: first + LINE + 4 + PADDING,
        };
        const near = side < 0 ? first + LINE + 6 : first - 15;
        const reach = anchor === "middle" ? 0 : dx * 0.5;
        const leader: Callout["leader"] = [x + reach * 0.4, y + side * RING, x + (anchor === "middle" ? 0 : dx), near];
        found.push({ callout: { id, x: x + dx, y: first, anchor, leader }, box });
      }
    }
  }
  return found;
}
