import { describe, expect, it } from "vitest";
import type { AnalysisAnswer } from "../../../api/explore";
import { sorted, sumsOf, tableOf, turned } from "./table";

const steps = [
  { name: "Look", customers: 10, share: 1, low: 0.9, high: 1, median_s: null },
  { name: "Buy", customers: 4, share: 0.4, low: 0.2, high: 0.6, median_s: 90.5 },
];
const answer = {
  table: { heads: ["name", "customers", "share", "low", "high", "median_s"], keys: ["name"], rows: steps, total: 2 },
} as unknown as AnalysisAnswer;

describe("the table of an answer", () => {
  it("puts bounds beside what they bound, and tells columns by what they hold", () => {
    expect(tableOf(answer)?.columns).toEqual([
      { head: "name", kind: "text", bounds: null },
      { head: "customers", kind: "count", bounds: null },
      { head: "share", kind: "share", bounds: ["low", "high"] },
      { head: "median_s", kind: "seconds", bounds: null },
    ]);
  });

  it("shows one measure of a comparison, shares before counts", () => {
    const row = { name: "Buy", other: 2, difference: 2, low: null, high: null };
    const compared = {
      difference: [],
      table: {
        heads: ["name", "measure", "value", "other", "difference", "low", "high"],
        keys: ["name"],
        rows: [
          { ...row, measure: "customers", value: 4 },
          { ...row, measure: "share", value: 0.4, other: 0.5, difference: -0.1, low: -0.3, high: 0.1 },
        ],
        total: 2,
      },
    } as unknown as AnalysisAnswer;
    const shares = tableOf(compared);
    expect([shares?.measures, shares?.measure, shares?.rows.length]).toEqual([["share", "customers"], "share", 1]);
    expect(shares?.columns.at(-1)).toEqual({ head: "difference", kind: "share", bounds: ["low", "high"] });
    const counts = tableOf(compared, "customers");
    expect(counts?.columns.at(-1)).toEqual({ head: "difference", kind: "count", bounds: null });
  });

  it("shows the test of a measure that is tested, and of no other", () => {
    const row = { name: "Buy", value: 4, other: 2, difference: 2, low: null, high: null };
    const compared = {
      difference: [],
      table: {
        heads: ["name", "measure", "value", "other", "difference", "low", "high", "p", "p_adjusted"],
        keys: ["name"],
        rows: [
          { ...row, measure: "customers", p: null, p_adjusted: null },
          { ...row, measure: "share", p: 0.01, p_adjusted: 0.02 },
        ],
        total: 2,
      },
    } as unknown as AnalysisAnswer;
    const headsOf = (measure: string) => tableOf(compared, measure)?.columns.map(({ head }) => head);
    expect(headsOf("share")).toEqual(["name", "value", "other", "difference", "p", "p_adjusted"]);
    expect(headsOf("customers")).toEqual(["name", "value", "other", "difference"]);
  });

  it("names the group of a breakdown in one column", () => {
    const broken = {
      breakdown: { property: "country", groups: [] },
      table: {
        heads: ["group", "group_other", "name", "customers"],
        keys: ["group", "group_other", "name"],
        rows: [{ group: "PL", group_other: false, name: "Buy", customers: 3 }],
        total: 1,
      },
    } as unknown as AnalysisAnswer;
    const shown = tableOf(broken);
    expect(shown?.columns.map(({ head }) => head)).toEqual(["group", "name", "customers"]);
    expect(shown?.group).toEqual(["group", "group_other"]);
  });
});

describe("the order of rows", () => {
  const [, , share] = tableOf(answer)?.columns ?? [];

  it("turns from the largest to the smallest to as they came", () => {
    if (!share) throw new Error("no column");
    const largest = turned(null, share);
    const smallest = turned(largest, share);
    expect(sorted(steps, smallest).map(({ name }) => name)).toEqual(["Buy", "Look"]);
    expect(sorted(steps, largest).map(({ name }) => name)).toEqual(["Look", "Buy"]);
    expect(turned(smallest, share)).toBeNull();
  });

  it("leaves what has no value at the end either way", () => {
    const last = (down: boolean) => sorted(steps, { head: "median_s", down }).at(-1)?.name;
    expect([last(true), last(false)]).toEqual(["Look", "Look"]);
  });
});

it("adds up what has no gap", () => {
  expect(sumsOf(steps, ["customers", "median_s"])).toEqual({ customers: 14 });
});
