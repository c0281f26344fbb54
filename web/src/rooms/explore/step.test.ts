import { expect, it } from "vitest";
import { labelOf, moved } from "./step";

it("is called as the answer calls it", () => {
  expect(labelOf("View")).toBe("View");
  expect(labelOf({ stage: "Buy" })).toBe("Buy");
  expect(labelOf({ match: [{ name: "A" }], name: "Bought" })).toBe("Bought");
  expect(labelOf({ match: [{ name: "A" }, { channel: "web" }] })).toBe("A / web");
  expect(labelOf({ event: { touchpoint: "Home" }, after: 1 })).toBe("Home");
  expect(labelOf(null)).toBe("");
});

it("moves by one place and stays within the list", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});
