import { describe, expect, it } from "vitest";
import { chances } from "../../ui/picture/chances";
import { type Mark, nearest, neighbour, spoken } from "./marks";
import { spread } from "./spread";
import { zeroScale } from "./zero";

const mark = (id: string, x: number, y: number): Mark => ({ id, x, y, title: id, lines: [] });
const GRID = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => mark(`${row}${column}`, column * 40, row * 20)));
const at = (id: string) => GRID.find((one) => one.id === id) as Mark;

describe("the way of the arrows", () => {
  it("leads to the mark straight ahead, in every direction, and stays at the edge", () => {
    expect(neighbour(GRID, at("11"), "ArrowRight")?.id).toBe("12");
    expect(neighbour(GRID, at("11"), "ArrowLeft")?.id).toBe("10");
    expect(neighbour(GRID, at("11"), "ArrowUp")?.id).toBe("01");
    expect(neighbour(GRID, at("11"), "ArrowDown")?.id).toBe("21");
    expect(neighbour(GRID, at("12"), "ArrowRight")).toBeUndefined();
  });

  it("leads to both ends by Home and End, and nowhere by other keys", () => {
    expect(neighbour(GRID, at("11"), "Home")?.id).toBe("00");
    expect(neighbour(GRID, at("11"), "End")?.id).toBe("22");
    expect(neighbour(GRID, at("11"), "a")).toBeUndefined();
  });

  it("reaches every mark from the first, wherever they lie", () => {
    const chance = chances(3);
    const marks = Array.from({ length: 60 }, (_, id) => mark(String(id), chance() * 900, chance() * 400));
    const reached = new Set([marks[0]]);
    for (const one of reached)
      for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "End"]) {
        const next = one && neighbour(marks, one, key);
        if (next) reached.add(next);
      }
    expect(reached.size).toBeGreaterThan(55);
  });
});

it("finds the nearest mark by its time before its height", () => {
  const line = [mark("a", 0, 30), mark("b", 10, 0)];
  expect(nearest(line, 2, 5)?.id).toBe("a");
  expect(nearest([], 2, 5)).toBeUndefined();
});

it("says a mark with what it shows, in order", () => {
  expect(
    spoken({
      ...mark("Buy", 0, 0),
      lines: [
        ["Customers", "12"],
        ["", "40 %"],
      ],
    }),
  ).toBe("Buy, Customers: 12, 40 %");
});

describe("labels that would meet", () => {
  it("are spread to the gap, keep their order and stay within bounds", () => {
    const chance = chances(9);
    for (let round = 0; round < 100; round++) {
      const wanted = Array.from({ length: 1 + Math.floor(chance() * 12) }, () => 20 + chance() * 200);
      const placed = spread(wanted, 16, 10, 240);
      const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
      for (const [place, index] of order.entries()) {
        const before = order[place - 1];
        expect(placed[index]).toBeGreaterThanOrEqual(10 - 1e-9);
        expect(placed[index]).toBeLessThanOrEqual(240 + 1e-9);
        if (before !== undefined)
          expect((placed[index] ?? 0) - (placed[before] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
      }
    }
  });

  it("stay where they are where there is room", () => {
    expect(spread([20, 60, 100], 16, 0, 200)).toEqual([20, 60, 100]);
  });
});

it("puts zero in the middle, and the largest bound at the edge", () => {
  const scale = zeroScale([0.2, -0.5, null], 0, 100);
  expect(scale.x(0)).toBe(50);
  expect(scale.x(-0.5)).toBe(0);
  expect(scale.x(0.5)).toBe(100);
  expect(zeroScale([], 0, 100).x(0)).toBe(50);
});
