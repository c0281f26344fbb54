import { describe, expect, it } from "vitest";
import type { AnalysisAnswer, Row } from "../../api/explore";
import { captive, painted, words } from "../__fixtures__/answers";
import { pickOf } from "../figure/answers";
import { drawBars } from "./drawBars";
import { barsOf, measuresOf, namesOf } from "./model";

const of = (heads: string[], keys: string[], rows: Row[]): AnalysisAnswer => ({
  ...captive("scores"),
  table: { heads, keys, rows, total: rows.length },
});

describe("the bars of any table", () => {
  it("are of its numbers: not of keys, bounds or numbering", () => {
    const answer = of(
      ["step", "name", "share", "low", "high"],
      ["step", "name"],
      [{ step: 1, name: "A", share: 0.5, low: 0.4, high: 0.6 }],
    );
    expect(measuresOf(answer)).toEqual(["share"]);
    expect(measuresOf(of(["name"], ["name"], []))).toEqual([]);
  });

  it("stand by size, with the bounds beside the measure, and without rows that have none", () => {
    const answer = of(
      ["name", "share", "low", "high", "n"],
      ["name"],
      [
        { name: "A", share: 0.2, low: 0.1, high: 0.3, n: 9 },
        { name: "B", share: null, low: null, high: null, n: 0 },
        { name: "C", share: 0.6, low: 0.5, high: 0.7, n: 5 },
      ],
    );
    expect(barsOf(answer, "share", "none").map(({ name, low }) => [name, low])).toEqual([
      ["C", 0.5],
      ["A", 0.1],
    ]);
    expect(barsOf(answer, "n", "none").map(({ low }) => low)).toEqual([null, null, null]);
  });

  it("are named by as many columns as tell them apart", () => {
    const rows = [
      { id: "x", name: "Home", channel: "web" },
      { id: "y", name: "Home", channel: "app" },
    ];
    expect(namesOf(["id", "name", "channel"], ["id"], rows)).toEqual(["name", "id"]);
    expect(namesOf(["name", "channel"], ["name"], rows)).toEqual(["name", "channel"]);
  });

  it("go to the left of zero where they are negative", () => {
    const answer = of(
      ["name", "feeling"],
      ["name"],
      [
        { name: "A", feeling: -0.5 },
        { name: "B", feeling: 0.5 },
      ],
    );
    const drawing = drawBars(barsOf(answer, "feeling", "none"), "feeling", 900, words, (bar) =>
      pickOf(bar.keys, "feeling"),
    );
    const [b, a] = drawing.marks;
    expect(a?.x).toBeLessThan(b?.x ?? 0);
    expect(painted(drawing)).toContain("−0.50");
  });
});
