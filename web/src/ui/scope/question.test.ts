import { describe, expect, it } from "vitest";
import { questionOf } from "./question";
import { dayIn, startOfDay } from "./zone";

const known = { timezone: "Europe/Warsaw", oldest: "2026-09-01T00:47:41Z", newest: "2026-10-30T23:59:17Z" };

describe("a day in a zone", () => {
  it("begins at its own midnight, before and after the clocks change", () => {
    expect(startOfDay("2026-03-29", "Europe/Warsaw")).toBe("2026-03-28T23:00:00.000Z");
    expect(startOfDay("2026-03-30", "Europe/Warsaw")).toBe("2026-03-29T22:00:00.000Z");
    expect(startOfDay("2026-01-01", "Asia/Taipei")).toBe("2025-12-31T16:00:00.000Z");
    expect(startOfDay("2026-01-01", "America/New_York")).toBe("2026-01-01T05:00:00.000Z");
  });

  it("is the day that the clocks of the zone show", () => {
    expect(dayIn("2026-10-30T23:59:17Z", "Europe/Warsaw")).toBe("2026-10-31");
    expect(dayIn("2026-10-30T23:59:17Z", "UTC")).toBe("2026-10-30");
  });
});

describe("the scope of a question", () => {
  it("is of everybody over all time where the address says nothing", () => {
    expect(questionOf({}, known)).toEqual({});
  });

  it("includes the last day, whose end is exclusive", () => {
    expect(questionOf({ a: 2, from: "2026-09-01", to: "2026-09-30" }, known)).toEqual({
      audience: "2",
      period: { from: "2026-08-31T22:00:00.000Z", to: "2026-09-30T22:00:00.000Z" },
    });
  });

  it("runs to the end of the data where one side is open", () => {
    expect(questionOf({ from: "2026-10-01" }, known).period).toEqual({
      from: "2026-09-30T22:00:00.000Z",
      to: "2026-10-31T23:00:00.000Z",
    });
  });

  it("never runs backwards, though the open side lie before the other", () => {
    const { period } = questionOf({ from: "2027-01-05" }, known);
    expect(period).toEqual({ from: "2027-01-04T23:00:00.000Z", to: "2027-01-05T23:00:00.000Z" });
  });

  it("compares with everybody", () => {
    expect(questionOf({ a: 2, ca: 0 }, known)).toEqual({ audience: "2", compare: {} });
  });
});
