import { describe, expect, it } from "vitest";
import { captive, painted, words } from "../__fixtures__/answers";
import { cohortsOf } from "./Cohorts";
import { ceilingOf } from "./drawCurve";
import { gridOf, inkOf, MOST_COLUMNS, MOST_ROWS, type Retention, scaleOf } from "./model";

const retention = captive("retention") as unknown as Retention;

describe("the heat of the cells", () => {
  it("leaves out a period 0 in which everybody is there by definition", () => {
    const scale = scaleOf(retention.cohorts.map(({ cells }) => cells));
    expect(scale.trivial(0)).toBe(true);
    expect(scale.trivial(1)).toBe(false);
    expect(scale.most).toBe(
      Math.max(...retention.cohorts.flatMap(({ cells }) => cells.slice(1).map(({ share }) => share ?? 0))),
    );
  });

  it("rises with the share, and never so far that words on it could not be read", () => {
    const inks = [0, 0.1, 0.3, 0.6].map((share) => inkOf(share, 0.6));
    expect(inks).toEqual([...inks].sort((a, b) => a - b));
    expect(inkOf(0.9, 0.6)).toBeCloseTo(0.6, 9);
    expect(inkOf(0, 0)).toBeGreaterThan(0);
  });
});

it("widens cells to the page, and the picture where there are too many", () => {
  expect(gridOf(8, 180, 1300)).toMatchObject({ cell: 140, width: 1300, figures: "percent" });
  expect(gridOf(60, 180, 360).width).toBeGreaterThan(360);
  expect(gridOf(9, 78, 362).figures).toBe("bare");
});

describe("the picture of retention", () => {
  it("hatches what is not over, and asks there for those who came back already", () => {
    const drawing = cohortsOf(captive("retention"), 1200, words);
    const open = retention.cohorts
      .flatMap(({ cells }) => cells)
      .filter(({ share, waiting }) => share === null && waiting > 0);
    expect(painted(drawing).match(/fill:url\(#cohorts-open\)/g)?.length).toBeGreaterThanOrEqual(open.length);
    const measures = new Set(drawing.marks.map(({ pick }) => pick?.behind.measure));
    expect(measures).toContain("returned");
    expect([...measures].every((measure) => measure === undefined || measure.startsWith("returned"))).toBe(true);
  });

  it("draws the newest cohorts of very many, and says so", () => {
    const answer = captive("retention");
    const [cohort] = retention.cohorts;
    if (!cohort) throw new Error("no cohort");
    const cell = cohort.cells[1];
    const cells = Array.from({ length: 367 }, (_, first) => ({ ...cell, first, last: first }));
    Object.assign(answer, {
      mean: cells,
      cohorts: Array.from({ length: 365 }, (_, day) => ({
        cohort: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
        size: 10,
        cells,
      })),
    });
    const drawing = cohortsOf(answer, 1200, words);
    expect(drawing.marks.length).toBe((MOST_ROWS + 1) * MOST_COLUMNS);
    expect(painted(drawing)).toContain("60 of 365");
  });

  it("rounds the top of the curve to above what it shows", () => {
    expect(ceilingOf([{ name: "", tone: "", dashed: false, cells: retention.mean }], 1)).toBe(0.6);
    expect(ceilingOf([], 0)).toBe(0.05);
  });
});
