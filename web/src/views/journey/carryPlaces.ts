import { dropAt, type Geometry } from "./geometry";
import type { Drop, Load } from "./types";

const EDGE = 72;
const FASTEST_PX_A_SECOND = 1400;

/** Whether something put there would change the map: an edit that changes nothing makes no version. */
export function changes({ strips }: Geometry, load: Load, { stage, before }: Drop): boolean {
  if (load.kind === "kind") return true;
  if (before === load.id) return false;
  const columns = strips.find((strip) => strip.stage.id === stage)?.columns ?? [];
  const place = columns.findIndex(({ touchpoint }) => touchpoint.id === load.id);
  return place < 0 || (columns[place + 1]?.touchpoint.id ?? null) !== before;
}

/** A point in every gap between touchpoints where it could be put, from left to right. */
export function placesOf(geometry: Geometry, load: Load): number[] {
  const gaps = geometry.strips.flatMap((strip) => [
    ...strip.columns.map((column) => column.x + 2),
    strip.x + strip.width - 2,
  ]);
  return gaps.filter((x) => {
    const drop = dropAt(geometry, x);
    return drop && changes(geometry, load, drop);
  });
}

/** Pixels to scroll in a second for a hand at `x` over a window from `left` to `right`: none but near its edges. */
export function speedAt(x: number, left: number, right: number): number {
  const depth = x < left + EDGE ? x - (left + EDGE) : Math.max(0, x - (right - EDGE));
  return (Math.max(-EDGE, Math.min(EDGE, depth)) / EDGE) * FASTEST_PX_A_SECOND;
}

/** Scrolls while the hand is near the left or right edge, and tells each time that it did; returns how to stop. */
export function scrollAtEdges(scroller: Element, inset: number, hand: () => number, moved: () => void): () => void {
  let before = performance.now();
  let frame = 0;
  const step = () => {
    const now = performance.now();
    const { left, right } = scroller.getBoundingClientRect();
    const from = scroller.scrollLeft;
    scroller.scrollLeft += (speedAt(hand(), left + inset, right) * Math.min(50, now - before)) / 1000;
    before = now;
    if (scroller.scrollLeft !== from) moved();
    frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

/** Scrolls a place of the picture into the window that the gutter leaves free. */
export function reveal(scroller: Element, inset: number, x: number, smooth: boolean): void {
  const [from, to] = [scroller.scrollLeft + inset + EDGE, scroller.scrollLeft + scroller.clientWidth - EDGE];
  if (x >= from && x <= to) return;
  const left = x < from ? x - inset - 2 * EDGE : x - scroller.clientWidth + 2 * EDGE;
  scroller.scrollTo({ left, behavior: smooth ? "smooth" : "auto" });
}
