type Point = readonly [x: number, y: number];

/** The stops as shares of the width and height; the first and last lie outside, so that the way has no visible end. */
const STOPS: Point[] = [
  [-0.02, 0.86],
  [0.1, 0.8],
  [0.24, 0.7],
  [0.38, 0.765],
  [0.52, 0.865],
  [0.66, 0.8],
  [0.8, 0.885],
  [0.92, 0.745],
  [1.02, 0.66],
];

export function walkPath(width: number, height: number): { line: string; area: string; stops: Point[] } {
  const points = STOPS.map(([x, y]): Point => [x * width, y * height]);
  const [start, ...rest] = points as [Point, ...Point[]];
  let [px, py] = start;
  let line = `M${px} ${py}`;
  for (const [x, y] of rest) {
    const reach = (x - px) / 2.2;
    line += `C${px + reach} ${py} ${x - reach} ${y} ${x} ${y}`;
    [px, py] = [x, y];
  }
  return { line, area: `${line}L${width * 1.02} ${height}L0 ${height}z`, stops: points.slice(1, -1) };
}
