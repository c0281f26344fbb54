import { describe, expect, it } from "vitest";
import { createFormat } from "../../../ui/format";
import { boundsText, cellText, type Reader } from "./cells";
import type { Column, ColumnKind } from "./table";

const words = {
  none: "none",
  others: "others",
  start: "begin",
  end: "finish",
  points: (n: string) => `${n} points`,
  yes: "yes",
  no: "no",
};
const reader = (shown: object): Reader =>
  ({ format: createFormat("en"), currency: "EUR", words, shown: { group: null, measure: null, ...shown } }) as Reader;
const column = (head: string, kind: ColumnKind, bounds: Column["bounds"] = null): Column => ({ head, kind, bounds });

describe("what a cell says", () => {
  it("is a figure as its column is counted", () => {
    const said = (head: string, kind: ColumnKind, value: number) =>
      cellText({ [head]: value }, column(head, kind), reader({}));
    expect(said("n", "count", 12_345)).toBe("12,345");
    expect(said("share", "share", 0.4093)).toBe("40.9\u202F%");
    expect(said("linear", "number", 5.4521)).toBe("5.45");
    expect(said("value", "value", 1564)).toContain("1,564");
    expect([0.0004, 0.0412, 1].map((p) => said("p_adjusted", "probability", p))).toEqual(["< 0.001", "0.041", "1.000"]);
  });

  it("names what has no name, the rest, and where journeys begin and end", () => {
    const name = column("name", "text");
    expect(cellText({ name: null }, name, reader({}))).toBe("none");
    expect(cellText({ name: null, rest: true }, name, reader({}))).toBe("others");
    const grouped = reader({ group: ["group", "group_other"] });
    expect(cellText({ group: null, group_other: true }, column("group", "text"), grouped)).toBe("others");
    expect(cellText({ group: null, group_other: false }, column("group", "text"), grouped)).toBe("none");
    expect(cellText({ from: "START" }, column("from", "text"), reader({}))).toBe("begin");
    expect(cellText({ median_s: null }, column("median_s", "seconds"), reader({}))).toBe("–");
  });

  it("gives a difference its sign, and that of shares in points", () => {
    const compared = reader({ measure: "share" });
    expect(cellText({ difference: 0.194 }, column("difference", "share"), compared)).toBe("+19.4 points");
    expect(cellText({ difference: -12 }, column("difference", "count"), compared)).toBe("\u221212");
    expect(cellText({ value: 12 }, column("value", "count"), compared)).toBe("12");
  });

  it("shows what is nested in it", () => {
    const sources = { nps: 3, csat: 0 } as never;
    expect(cellText({ sources }, column("sources", "text"), reader({}))).toBe("nps 3, csat 0");
  });

  it("has bounds only where both are known", () => {
    const share = column("share", "share", ["low", "high"]);
    const text = (low: number | null) =>
      boundsText({ share: 0.4, low, high: 0.418 }, share, createFormat("en"), (a, b) => `${a} to ${b}`);
    expect([text(0.4), text(null)]).toEqual(["40.0 to 41.8", ""]);
  });
});
