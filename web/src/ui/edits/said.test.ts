import { describe, expect, it } from "vitest";
import { saidOf } from "./said";

const named = (id: string) => ({ home: "Home page", buy: "Buy" })[id] ?? id;

describe("the announcement of an edit", () => {
  it("names what was moved and where to", () => {
    expect(saidOf({ do: "move_touchpoint", touchpoint: "home", stage: "buy" }, named)).toEqual({
      key: "move_touchpoint",
      values: { name: "Home page", target: "Buy" },
    });
  });

  it("tells placing from taking out, one acceptance from all, and a new outcome from none", () => {
    const kind = { name: "Ad Clicked", channel: "ads", surface: "" };
    expect(saidOf({ do: "place_kind", ...kind, stage: "buy" }, named).key).toBe("place_kind");
    expect(saidOf({ do: "place_kind", ...kind }, named).key).toBe("unplace_kind");
    expect(saidOf({ do: "accept" }, named).key).toBe("accept_all");
    expect(saidOf({ do: "set_outcome", name: "", match: [] }, named).key).toBe("no_outcome");
  });
});
