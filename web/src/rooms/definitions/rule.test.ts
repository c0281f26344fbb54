import { describe, expect, it } from "vitest";
import { isBlank, rivals, ruleOf, sameRule, typed } from "./rule";

describe("a rule that is edited", () => {
  it("leaves out what says nothing, and keeps the empty text that means “without”", () => {
    const drafts = [{ name: "Order*" }, {}, { name: null, channel: "" }].map((match, key) => ({ key, match }));
    expect(ruleOf(drafts)).toEqual([
      { name: "Order*", channel: null, surface: null },
      { name: null, channel: "", surface: null },
    ]);
  });

  it("takes a field that is cleared for anything", () => {
    expect(typed({ name: "View", channel: "web" }, "channel", " ")).toEqual({ name: "View", channel: null });
    expect(isBlank(typed({ name: "View" }, "name", ""))).toBe(true);
  });

  it("is the same where every field is, whether null or left out", () => {
    expect(sameRule([{ name: "A" }], [{ name: "A", channel: null, surface: null }])).toBe(true);
    expect(sameRule([{ name: "A" }], [{ name: "A", channel: "" }])).toBe(false);
    expect(sameRule([{ name: "A" }], [])).toBe(false);
  });
});

describe("whose kinds a rule wants", () => {
  const claimed = [
    { touchpoint_id: "home" },
    { touchpoint_id: "cart" },
    { touchpoint_id: null },
    { touchpoint_id: "buy" },
  ];

  it("is told by the order on the map", () => {
    const order = ["home", "cart", "buy"];
    expect(rivals(claimed, order, "cart")).toEqual({
      kept: [{ touchpoint_id: "home" }],
      taken: [{ touchpoint_id: "buy" }],
    });
    expect(rivals(claimed, order, null).kept).toHaveLength(3);
  });
});
