import { describe, expect, it } from "vitest";
import { chances } from "../../ui/picture/chances";
import { changes, placesOf, speedAt } from "./carryPlaces";
import { answerOf, stage, touchpoint } from "./fixture";
import { dropAt, type Extent, layOut, type Mode, scaleFor } from "./geometry";
import { between, putDown } from "./travel";

const extent = (room: number, mode: Mode = "fit"): Extent => ({
  room,
  mode,
  folded: new Set(),
  trayRows: 0,
  compared: false,
});
const answer = answerOf([
  stage("one", [touchpoint("a"), touchpoint("b")]),
  stage("empty", []),
  stage("two", [touchpoint("c"), touchpoint("d")]),
]);
const map = layOut(answer, extent(156 + 20 + 5 * 200 + 324));
const column = (id: string) => map.columns.find(({ touchpoint: one }) => one.id === id) as (typeof map.columns)[0];
const card = (id: string) => ({ kind: "touchpoint", id, name: id }) as const;

describe("where a thing is put down", () => {
  it("is before the touchpoint whose middle lies to the right, in the stage below", () => {
    expect(dropAt(map, column("c").middle - 1)).toMatchObject({ stage: "two", before: "c" });
    expect(dropAt(map, column("c").middle + 1)).toMatchObject({ stage: "two", before: "d" });
    expect(dropAt(map, column("b").middle + 1)).toMatchObject({ stage: "one", before: null });
  });

  it("is an empty stage as well", () => {
    const empty = map.strips[1];
    expect(dropAt(map, (empty?.x ?? 0) + 1)).toMatchObject({ stage: "empty", before: null });
  });

  it("left of the map is its start, right of it its end", () => {
    expect(dropAt(map, 0)).toMatchObject({ stage: "one", before: "a" });
    expect(dropAt(map, map.width + 500)).toMatchObject({ stage: "two", before: null });
    expect(dropAt(layOut(answerOf([]), extent(1200)), 400)).toBeNull();
  });

  it("shows its line where the thing would stand", () => {
    for (let x = 0; x < map.width; x += 7) {
      const drop = dropAt(map, x);
      const next = map.columns.find(({ touchpoint: one }) => one.id === drop?.before);
      if (next) expect(drop?.line).toBe(next.x);
    }
  });

  it("by keys is every other place, and only where something changes", () => {
    const drops = placesOf(map, card("b")).map((x) => dropAt(map, x));
    expect(drops.map((drop) => [drop?.stage, drop?.before])).toEqual([
      ["one", "a"],
      ["empty", null],
      ["two", "c"],
      ["two", "d"],
      ["two", null],
    ]);
    expect(changes(map, card("b"), { stage: "one", before: null })).toBe(false);
  });

  it("scrolls only near the edges of the window", () => {
    expect(speedAt(500, 156, 1400)).toBe(0);
    expect(speedAt(160, 156, 1400)).toBeLessThan(0);
    expect(speedAt(1399, 156, 1400)).toBeGreaterThan(speedAt(1350, 156, 1400));
  });
});

describe("the map's layout", () => {
  it("fills the room with few touchpoints, and scrolls with many", () => {
    const few = layOut(answerOf([stage("s", [touchpoint("a"), touchpoint("b"), touchpoint("c")])]), extent(1600));
    expect(few.scrolls).toBe(false);
    expect(few.width).toBeCloseTo(1600);
    const names = Array.from({ length: 40 }, (_, i) => touchpoint(`t${i}`));
    expect(layOut(answerOf([stage("s", names)]), extent(1600)).scrolls).toBe(true);
  });

  it("stands where it was at the start of a travel and where it will be at its end", () => {
    const chance = chances(4);
    const other = layOut(answerOf([stage("two", [touchpoint("d", { alive: 7 }), touchpoint("a")])]), extent(1400));
    const end = between(map, other, 1).columns;
    expect(end.map(({ x, width, marks }) => [x, width, marks.alive])).toEqual(
      other.columns.map(({ x, width, marks }) => [x, width, marks.alive]),
    );
    const [first] = between(map, other, 0).columns;
    expect(first?.x).toBe(column("d").x);
    expect(first?.marks.alive).toBe(10);
    const half = between(map, other, chance()).columns[0];
    expect(half?.marks.alive).toBeGreaterThan(7);
    expect(half?.touchpoint.alive).toBe(7);
  });

  it("lets a card start from the hand that held it", () => {
    const held = putDown(map, { id: "a", dx: 120, dy: 30 });
    expect(held.columns[0]).toMatchObject({ x: column("a").x + 120, drop: 30 });
    expect(held.columns[1]).toEqual(column("b"));
  });

  it("lets what was in the hand pass above all others, until everything stands", () => {
    const moved = layOut(answerOf([stage("two", [touchpoint("b"), touchpoint("c"), touchpoint("a")])]), extent(1400));
    const rises = (share: number) =>
      new Map(
        between(putDown(map, { id: "a", dx: 120, dy: 30 }), moved, share).columns.map((one) => [
          one.touchpoint.id,
          one.rise,
        ]),
      );
    expect(rises(0.5).get("a")).toBe(Number.POSITIVE_INFINITY);
    expect(rises(0.5).get("b")).toBeLessThan(Number.POSITIVE_INFINITY);
    expect([...rises(1).values()]).toEqual([0, 0, 0]);
  });

  it("holds fourteen touchpoints in the room of a laptop, and draws them larger on a wall", () => {
    const names = Array.from({ length: 14 }, (_, i) => touchpoint(`t${i}`));
    expect(layOut(answerOf([stage("s", names)]), extent(1316)).scrolls).toBe(false);
    expect([1000, 1900, 2850, 9000].map(scaleFor)).toEqual([1, 1, 1.5, 2]);
  });

  it("keeps the head of a stage within what is in sight", () => {
    const wide = Array.from({ length: 40 }, (_, i) => touchpoint(`t${i}`));
    const narrow = layOut(answerOf([stage("A very long name of a stage that is far wider", wide)]), extent(300));
    expect(narrow.header.names.get("A very long name of a stage that is far wider")?.lines.length).toBeGreaterThan(1);
  });
});
