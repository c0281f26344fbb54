import { describe, expect, it } from "vitest";
import { type LabelRequest, placeLabels } from "./placeLabels";

const bounds = { x: 0, y: 0, width: 400, height: 200 };
const label = (id: number, x: number, y: number, more: Partial<LabelRequest> = {}): LabelRequest => ({
  id,
  x,
  y,
  radius: 6,
  width: 60,
  weight: 0,
  leaves: 0,
  ...more,
});

describe("placeLabels", () => {
  it("stands above where the path goes down, and below where it goes up", () => {
    const [down] = placeLabels([label(0, 100, 100, { leaves: 40 })], [], bounds);
    const [up] = placeLabels([label(0, 100, 100, { leaves: -40 })], [], bounds);
    expect(down?.y).toBeLessThan(100);
    expect(up?.y).toBeGreaterThan(100);
  });

  it("never lets two labels meet", () => {
    const requests = Array.from({ length: 8 }, (_, id) => label(id, 100 + id * 14, 100));
    const placed = placeLabels(requests, [], bounds);
    const boxes = placed.map(({ x, y, anchor }) => ({
      left: anchor === "start" ? x : anchor === "end" ? x - 60 : x - 30,
      top: y - 11.5,
    }));
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(Math.abs(a.left - b.left) >= 60 || Math.abs(a.top - b.top) >= 15).toBe(true);
    expect(placed.length).toBeGreaterThan(1);
  });

  it("leaves out the less telling where there is no room, and nothing outside the picture", () => {
    const tight = { x: 40, y: 72, width: 75, height: 48 };
    const wall = { x: 0, y: 104, width: 400, height: 96 };
    const placed = placeLabels([label(0, 70, 100), label(1, 72, 100, { weight: 2 })], [wall], tight);
    expect(placed.map(({ id }) => id)).toEqual([1]);
  });

  it("avoids what is drawn", () => {
    const path = { x: 0, y: 60, width: 400, height: 30 };
    const [placed] = placeLabels([label(0, 100, 100, { leaves: 40 })], [path], bounds);
    expect(placed?.y).toBeGreaterThan(100);
  });
});
