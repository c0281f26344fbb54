import { expect, it } from "vitest";
import { fitting, spanned, spanOf, spanText } from "./between";
import { settled } from "./known";

it("reads between which steps an exclusion counts, however it is written", () => {
  expect(spanOf("Refund")).toEqual({ after: 1, before: null });
  expect(spanOf({ event: { stage: "Leave" }, after: 2, before: 4 })).toEqual({ after: 2, before: 4 });
  expect(["Refund", { event: "A", after: 2 }, { event: "A", before: 3 }].map(spanText)).toEqual(["", "2–…", "1–3"]);
});

it("writes only what is not the whole way", () => {
  expect(spanned("Refund", "event", { after: 2, before: null })).toEqual({ event: "Refund", after: 2 });
  expect(spanned({ event: { event: "A" }, after: 2 }, "event", { after: 1, before: null })).toEqual({
    event: { event: "A" },
  });
});

it("keeps a span within the steps that are left", () => {
  expect(fitting({ after: 2, before: 4 }, 5)).toEqual({ after: 2, before: 4 });
  expect(fitting({ after: 2, before: 4 }, 4)).toEqual({ after: 2, before: null });
  expect(fitting({ after: 3, before: 4 }, 2)).toEqual({ after: 1, before: null });
});

it("brings exclusions along when the funnel loses a step", () => {
  const before = { steps: ["A", "B", "C", "D"], exclude: ["X", { event: "Y", after: 3, before: 4 }], window: "7d" };
  expect(settled("funnel", before, { steps: ["A", "B", "C"] })).toEqual({
    steps: ["A", "B", "C"],
    exclude: ["X", { event: "Y", after: 2 }],
    window: "7d",
  });
});
