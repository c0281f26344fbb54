import { describe, expect, it } from "vitest";
import { chances } from "../../ui/picture/chances";
import type { Point } from "./curve";
import { type CalloutRequest, hits, placeCallouts } from "./placeCallouts";

const FRAME = { left: 156, right: 1500, top: 0, bottom: 260 };
const ZERO = 130;

function scene(chance: () => number) {
  const points = Array.from({ length: 3 + Math.floor(chance() * 24) }, (_, i): Point => [180 + i * 50, chance() * 224]);
  const requests = points
    .filter(() => chance() < 0.3)
    .map(([x, y], i): CalloutRequest => ({ id: `t${i}`, x, y, width: 60 + chance() * 200, up: y < ZERO }));
  const edge = points.map(([x, y]): Point => [x, y - 20]);
  return { points, requests, keepOff: { lines: points, band: edge, grid: [74, 186], zero: ZERO, boxes: [] } };
}

describe("callouts", () => {
  it("never overlap each other, the curve, the zero line or the frame, wherever the nodes are", () => {
    const chance = chances(11);
    let shown = 0;
    for (let round = 0; round < 300; round++) {
      const { points, requests, keepOff } = scene(chance);
      const placed = placeCallouts(requests, keepOff, FRAME);
      shown += placed.length;
      placed.forEach(({ box }, i) => {
        for (const other of placed.slice(i + 1)) expect(hits(box, other.box)).toBe(false);
        for (const [x, y] of points) expect(hits(box, { left: x, right: x, top: y, bottom: y })).toBe(false);
        expect(box.top > ZERO || box.bottom < ZERO).toBe(true);
        expect(box.left).toBeGreaterThanOrEqual(FRAME.left);
        expect(box.right).toBeLessThanOrEqual(FRAME.right);
        expect(box.top).toBeGreaterThanOrEqual(FRAME.top);
        expect(box.bottom).toBeLessThanOrEqual(FRAME.bottom);
      });
    }
    expect(shown).toBeGreaterThan(300);
  });

  it("give way to labels that are already there", () => {
    const request = { id: "t", x: 600, y: 100, width: 80, up: true };
    const empty = { lines: [], band: [], grid: [], zero: ZERO, boxes: [] };
    const [free] = placeCallouts([request], empty, FRAME);
    expect(free).toBeDefined();
    const taken = free ? [free.box] : [];
    const [moved] = placeCallouts([request], { ...empty, boxes: taken }, FRAME);
    expect(moved && free && hits(moved.box, free.box)).toBe(false);
  });

  it("cross the band only where there is no other place", () => {
    const request = { id: "t", x: 600, y: 60, width: 80, up: true };
    const everywhere = Array.from({ length: 400 }, (_, i): Point => [400 + i, 20]);
    const keepOff = { lines: [], band: everywhere, grid: [], zero: ZERO, boxes: [] };
    expect(placeCallouts([request], keepOff, FRAME)).toHaveLength(1);
  });
});
