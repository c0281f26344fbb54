import { describe, expect, it } from "vitest";
import { isComparing } from "../../ui/scope/search";
import { foldedLanes, foldOf, parseMapSearch } from "./search";

describe("the map's address", () => {
  it("keeps ids, days, the mode and the folded lanes", () => {
    const search = {
      a: 2,
      from: "2026-09-01",
      to: "2026-09-30",
      ca: 0,
      mode: "read",
      table: true,
      fold: "feeling.scores",
    };
    expect(parseMapSearch(search)).toEqual(search);
  });

  it("takes an id that comes as text", () => {
    expect(parseMapSearch({ a: "12" })).toEqual({ a: 12 });
  });

  it("drops what it does not know and what is the default", () => {
    expect(parseMapSearch({ mode: "fit", table: false, customer: "anna@example.com", fold: "attic" })).toEqual({});
  });

  it.each([
    ["2026-02-30", "no day of the calendar"],
    ["2026-9-1", "not written as a day"],
    ["20260901", "without its hyphens"],
  ])("drops %s: %s", (from, _why) => {
    expect(parseMapSearch({ from })).toEqual({});
  });

  it("drops days out of order, and ids that cannot be", () => {
    expect(parseMapSearch({ from: "2026-09-30", to: "2026-09-01", a: 0, ca: -1 })).toEqual({});
  });

  it("writes the folded lanes in one order", () => {
    expect(foldOf(foldedLanes("scores.feeling.scores"))).toBe("feeling.scores");
    expect(foldOf(foldedLanes(undefined))).toBeUndefined();
  });

  it("compares as soon as one side of the comparison is said, be it everybody", () => {
    expect(isComparing({ ca: 0 })).toBe(true);
    expect(isComparing({ a: 3 })).toBe(false);
  });
});
