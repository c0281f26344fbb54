import { describe, expect, it } from "vitest";
import { timeScale } from "./timeScale";

const DAY = 86_400_000;
const days = (...numbers: number[]) => numbers.map((day) => day * DAY);

describe("timeScale", () => {
  it("is linear where no silence takes more than its share", () => {
    const scale = timeScale(days(0, 1, 2, 3, 4, 5, 6), 0, 600);
    expect(scale.breaks).toEqual([]);
    expect(scale.x(3 * DAY)).toBeCloseTo(300);
    expect(scale.x(4.5 * DAY)).toBeCloseTo(450);
  });

  it("draws a long silence with 22 % of the width, and says so", () => {
    const scale = timeScale(days(0, 1, 2, 3, 400, 401, 402, 403), 0, 1000);
    expect(scale.breaks).toHaveLength(1);
    expect(scale.breaks[0]).toMatchObject({ from: 3 * DAY, to: 400 * DAY });
    expect(scale.x(400 * DAY) - scale.x(3 * DAY)).toBeCloseTo(220);
    expect(scale.x(0)).toBe(0);
    expect(scale.x(403 * DAY)).toBeCloseTo(1000);
  });

  it("shortens at most three silences, each to the same share", () => {
    const scale = timeScale(days(0, 1, 100, 101, 300, 301, 700, 701, 702), 0, 1000);
    expect(scale.breaks).toHaveLength(3);
    for (const { from, to } of scale.breaks) expect(scale.x(to) - scale.x(from)).toBeCloseTo(220);
  });

  it("never runs backwards", () => {
    const scale = timeScale(days(0, 1, 2, 90, 91, 92, 400, 402), 10, 900);
    const places = Array.from({ length: 403 }, (_, day) => scale.x(day * DAY));
    for (let day = 1; day < places.length; day++)
      expect(places[day]).toBeGreaterThanOrEqual((places[day - 1] as number) - 1e-9);
  });

  it("centres a single moment, and keeps two at the ends", () => {
    expect(timeScale(days(5, 5), 0, 100).x(5 * DAY)).toBe(50);
    const two = timeScale(days(0, 300), 0, 100);
    expect([two.x(0), two.x(300 * DAY)]).toEqual([0, 100]);
  });
});
