import { describe, expect, it } from "vitest";
import { monotone, type Point } from "./curve";

const ends = (segment: string) => segment.slice(1).split(" ").map(Number);

describe("the curve", () => {
  it("never overshoots the data", () => {
    let seed = 9;
    const chance = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    for (let round = 0; round < 200; round++) {
      const points = Array.from({ length: 8 }, (_, i): Point => [i * 100 + chance() * 60, chance() * 224]);
      monotone(points).forEach((segment, i) => {
        const [, y1, , y2] = ends(segment) as [number, number, number, number];
        const [from, to] = [(points[i] as Point)[1], (points[i + 1] as Point)[1]];
        for (let t = 0; t <= 1; t += 0.05) {
          const y = (1 - t) ** 3 * from + 3 * t * (1 - t) ** 2 * y1 + 3 * t * t * (1 - t) * y2 + t ** 3 * to;
          expect(y).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(y).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
        }
      });
    }
  });

  it("of one point has no segment", () => {
    expect(monotone([[1, 2]])).toEqual([]);
  });
});
