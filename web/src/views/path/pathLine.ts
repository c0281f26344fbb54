import type { Box } from "./placeLabels";

interface Point {
  x: number;
  y: number;
}

const TURN = 22;

/** The walked way: along the lane, then over to the next lane shortly before the next event. */
export function pathLine(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let { x: px, y: py } = first;
  let line = `M${px} ${py}`;
  for (const { x, y } of rest) {
    const turn = x - Math.min(x - px, TURN);
    const middle = (turn + x) / 2;
    line += y === py ? `H${x}` : `H${turn}C${middle + 3} ${py} ${middle - 3} ${y} ${x} ${y}`;
    [px, py] = [x, y];
  }
  return line;
}

/** The same way as small boxes that a label must not cover. */
export function pathBoxes(points: Point[]): Box[] {
  const boxes: Box[] = [];
  points.slice(1).forEach(({ x, y }, index) => {
    const before = points[index] as Point;
    const turn = x - Math.min(x - before.x, TURN);
    if (turn > before.x) boxes.push({ x: before.x, y: before.y - 2, width: turn - before.x, height: 4 });
    if (y === before.y) {
      boxes.push({ x: turn, y: y - 2, width: Math.max(x - turn, 1), height: 4 });
      return;
    }
    const steps = 12;
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps;
      // The curve is close to a smooth step between the two lanes.
      const eased = share * share * (3 - 2 * share);
      const height = Math.abs(y - before.y) / steps + 4;
      boxes.push({
        x: turn + (x - turn) * share - 3,
        y: before.y + (y - before.y) * eased - height / 2,
        width: 6,
        height,
      });
    }
  });
  return boxes;
}
