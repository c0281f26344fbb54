import { describe, expect, it } from "vitest";
import type { CustomerEvent } from "../../api/types";
import { factsOf, initialsOf } from "./facts";

const event = (time: string, more: Partial<CustomerEvent>): CustomerEvent => ({
  time,
  name: "a",
  channel: "web",
  surface: null,
  actor: "customer",
  touchpoint: null,
  touchpoint_id: null,
  stage: null,
  value: null,
  score: null,
  scale: null,
  valence: null,
  properties: {},
  ...more,
});

describe("factsOf", () => {
  it("finds the last stage and when it began, over events without one", () => {
    const facts = factsOf([
      event("1", { stage: "Use" }),
      event("2", { stage: "Buy", value: 10 }),
      event("3", {}),
      event("4", { stage: "Buy", value: 5.5, valence: -0.5 }),
      event("5", {}),
    ]);
    expect(facts.stage).toEqual({ name: "Buy", since: "2" });
    expect(facts.value).toBe(15.5);
    expect(facts.feelings).toEqual([{ time: "4", valence: -0.5 }]);
  });

  it("invents nothing", () => {
    expect(factsOf([event("1", {})])).toEqual({ stage: null, value: null, feelings: [] });
  });
});

describe("initialsOf", () => {
  it.each([
    ["Marta Zielińska", "MZ"],
    ["łukasz", "Ł"],
    ["ana.popescu@example.org", "AP"],
    ["陳怡君", "陳"],
    ["20418", "2"],
  ])("of %s are %s", (key, initials) => expect(initialsOf(key)).toBe(initials));
});
