import { describe, expect, it } from "vitest";
import { createFormat } from "../../ui/format";
import { captive, painted, words } from "../__fixtures__/answers";
import { linesOf } from "./Lines";
import { measuresOf, panelsOf, segmentsOf, type Trends, ticksOf } from "./model";
import { axisOf } from "./periods";

const naming = { all: "All", none: "(none)", others: "(others)" };
const trends = captive("trends") as unknown as Trends;
const alone = { answer: trends, name: "", cell: {}, compared: false };

describe("the panels of trends", () => {
  it("hold few series together, many apart, each series once", () => {
    expect(panelsOf([alone], "events", 6, naming)).toHaveLength(1);
    const apart = panelsOf([alone], "events", 2, naming);
    expect(apart.map(({ name }) => name)).toEqual(
      trends.series.map(({ name, other }) => name ?? (other ? "(others)" : "(none)")),
    );
  });

  it("put both sides of a comparison into the panel of each series", () => {
    const there = { answer: trends, name: "Compared", cell: {}, compared: true };
    const panels = panelsOf([{ ...alone, name: "This" }, there], "events", 6, naming);
    expect(panels).toHaveLength(trends.series.length);
    for (const { lines } of panels) expect(lines.map(({ dashed }) => dashed)).toEqual([false, true]);
  });

  it("leave out what has no distinct customers: the rest of many series", () => {
    const lines = panelsOf([alone], "customers", 6, naming).flatMap((panel) => panel.lines);
    expect(lines.some(({ series }) => series.other)).toBe(false);
  });
});

it("offers values only where there are any", () => {
  expect(measuresOf(captive("trends"))).toContain("value");
  const without = captive("trends");
  for (const { points } of (without as unknown as Trends).series) for (const point of points) point.value = null;
  expect(measuresOf(without)).toEqual(["events", "customers"]);
});

describe("the line", () => {
  it("parts what is whole from what leads to or from an unfinished period", () => {
    expect(segmentsOf([1, 2, 3, 4], [false, true, true, false])).toEqual({
      whole: [[1, 2]],
      part: [
        [0, 1],
        [2, 3],
      ],
    });
  });

  it("breaks where nothing is known", () => {
    expect(segmentsOf([1, null, 3, 4], [true, true, true, true]).whole).toEqual([[0], [2, 3]]);
  });

  it("has round steps that reach above its largest value", () => {
    expect(ticksOf(26_700, 4)).toEqual([0, 10_000, 20_000, 30_000]);
    expect(ticksOf(3, 4)).toEqual([0, 1, 2, 3]);
    expect(ticksOf(0, 4)).toEqual([0, 1]);
    for (const most of [1, 7, 99, 101, 12_345, 0.4]) expect(ticksOf(most, 4).at(-1)).toBeGreaterThanOrEqual(most);
  });
});

it("writes as many periods under the axis as have room, weeks on Mondays", () => {
  const days = Array.from({ length: 60 }, (_, day) => ({
    from: new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10),
  }));
  const axis = axisOf(days, "day", 800, createFormat("en", "UTC"));
  expect(axis.length).toBeLessThanOrEqual(10);
  for (const { place } of axis) expect(new Date(`${days[place]?.from}T00:00:00Z`).getUTCDay()).toBe(1);
});

describe("the picture of trends", () => {
  it("rings what is out of the ordinary with its interval", () => {
    const answer = captive("trends");
    const plain = painted(linesOf(answer, "events", undefined, 1200, words));
    const { series, periods } = answer as unknown as Trends;
    Object.assign(answer, {
      anomalies: [
        {
          from: periods[3]?.from,
          name: series[0]?.name,
          other: false,
          measure: "events",
          found: 9,
          expected: 20,
          low: 12,
          high: 31,
        },
      ],
    });
    const drawing = linesOf(answer, "events", undefined, 1200, words);
    expect(painted(drawing).match(/r="7"/g)?.length).toBe(1);
    expect(plain).not.toContain('r="7"');
    expect(drawing.marks.flatMap(({ lines }) => lines).some(([, value]) => value === "[12 to 31]")).toBe(true);
  });

  it("is small pictures for sixty series", () => {
    const answer = captive("trends");
    const { series } = answer as unknown as Trends;
    const many = Array.from({ length: 60 }, (_, place) => ({ ...series[0], name: `Series ${place}` }));
    Object.assign(answer, { series: many });
    const drawing = linesOf(answer, "events", undefined, 1400, words);
    expect(painted(drawing)).toContain("Series 59");
    expect(drawing.width).toBeLessThanOrEqual(1401);
  });
});
