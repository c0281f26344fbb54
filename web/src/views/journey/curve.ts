export type Point = readonly [x: number, y: number];

/** Segments of a monotone cubic through the points (Fritsch and Carlson 1980): it never overshoots the data. */
export function monotone(points: readonly Point[]): string[] {
  const n = points.length;
  if (n < 2) return [];
  const at = (i: number) => points[i] as Point;
  const slope = (i: number) => (at(i + 1)[1] - at(i)[1]) / (at(i + 1)[0] - at(i)[0]);
  const secants = Array.from({ length: n - 1 }, (_, i) => slope(i));
  const tangents = points.map((_, i) => {
    if (i === 0) return secants[0] as number;
    if (i === n - 1) return secants[n - 2] as number;
    const [before, after] = [secants[i - 1] as number, secants[i] as number];
    if (before * after <= 0) return 0;
    const [h0, h1] = [at(i)[0] - at(i - 1)[0], at(i + 1)[0] - at(i)[0]];
    return (3 * (h0 + h1)) / ((2 * h1 + h0) / before + (h1 + 2 * h0) / after);
  });
  return secants.map((_, i) => {
    const third = (at(i + 1)[0] - at(i)[0]) / 3;
    const [from, to] = [at(i), at(i + 1)];
    const [m0, m1] = [tangents[i] as number, tangents[i + 1] as number];
    return `C${from[0] + third} ${from[1] + third * m0} ${to[0] - third} ${to[1] - third * m1} ${to[0]} ${to[1]}`;
  });
}

/** The whole curve as a path. */
export function curvePath(points: readonly Point[]): string {
  const first = points[0];
  return first ? `M${first[0]} ${first[1]}${monotone(points).join("")}` : "";
}

/** A band between two curves over the same x. */
export function bandPath(upper: readonly Point[], lower: readonly Point[]): string {
  if (upper.length < 2) return "";
  const back = curvePath([...lower].reverse().map(([x, y]): Point => [x, y]));
  return `${curvePath(upper)}L${back.slice(1)}Z`;
}
