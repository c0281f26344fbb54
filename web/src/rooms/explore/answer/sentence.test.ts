import { describe, expect, it } from "vitest";
import type { AnalysisAnswer } from "../../../api/explore";
import { createFormat } from "../../../ui/format";
import { sentencesOf } from "./sentence";

const said = (answer: object) =>
  sentencesOf(answer as AnalysisAnswer, createFormat("en"), { none: "none", others: "others" });
const share = { share: 0.305, low: 0.297, high: 0.314 };

describe("the answer in words", () => {
  it("says how many got there, where most were lost and who still has time", () => {
    const steps = [
      { name: "Page", customers: 100, dropped: 40, in_window: 5 },
      { name: "Basket", customers: 55, dropped: 20, in_window: 4 },
      { name: "Order", customers: 31, dropped: 0, in_window: 0 },
    ];
    const converted = { customers: 31, ...share, median_s: 3600 };
    const [first, half, fall, waiting] = said({ analysis: "funnel", n: 100, steps, converted });
    expect(first).toMatchObject({ key: "funnel_converted", values: { customers: "31", n: "100", last: "Order" } });
    expect(half?.values.time).toContain("1");
    expect(fall).toEqual({ key: "funnel_fall", values: { name: "Page", n: "40" } });
    expect(waiting?.values.n).toBe("9");
  });

  it("says retention only as it is counted", () => {
    const cell = (first: number) => ({ first, customers: 10, ...share });
    const asked = { analysis: "retention", unit: "week", mean: [cell(0), cell(1), cell(4)] };
    const keys = (mode: string) => said({ ...asked, mode }).map(({ key, values }) => [key, values.k]);
    expect(keys("on")).toEqual([
      ["retention_first_week", "1"],
      ["retention_last_week", "4"],
    ]);
    expect(keys("on_or_after")).toEqual([["retention_later_week", "1"]]);
    expect(keys("bracket")).toEqual([]);
  });

  it("names the row with most credit, by Markov where that was solved", () => {
    const row = (name: string | null, markov: number | null, linear: number) => ({ name, credit: { markov, linear } });
    const asked = { analysis: "attribution", outcome: "Order", outcomes: 10, attributed: 8 };
    expect(said({ ...asked, rows: [row("web", 2, 6), row("mail", 6, 2)] })[1]).toEqual({
      key: "attribution_most_markov",
      values: { name: "mail", share: "75\u202F%" },
    });
    expect(said({ ...asked, rows: [row(null, null, 6), row("mail", null, 2)] })[1]).toMatchObject({
      key: "attribution_most_linear",
      values: { name: "none" },
    });
    expect(said({ ...asked, outcome: null, rows: [] })).toEqual([{ key: "attribution_noOutcome", values: {} }]);
  });

  it("passes over moves from a place to itself, and over beginnings and ends", () => {
    const edge = (from: string, to: string, count: number) => ({ from, to, count, customers: count, median_s: 60 });
    const edges = [edge("A", "A", 9), edge("START", "A", 8), edge("A", "B", 7), edge("B", "END", 6)];
    expect(said({ analysis: "transitions", edges }).map(({ values }) => values)).toMatchObject([
      { from: "A", to: "B", n: "7" },
      {},
      { name: "B", n: "6" },
    ]);
  });

  it("says nothing of an analysis that it does not know", () => {
    expect(said({ analysis: "weather" })).toEqual([]);
  });
});
