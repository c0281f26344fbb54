import { expect, it } from "vitest";
import { parseExploreSearch } from "./search";

it("keeps the whole question", () => {
  const search = { a: 2, from: "2026-09-01", where: "late = true", group: "country", p: { steps: ["A", "B"] } };
  expect(parseExploreSearch(search)).toEqual(search);
});

it("drops what is malformed", () => {
  expect(parseExploreSearch({ p: ["A"], where: " ", group: 7, from: "soon", other: 1 })).toEqual({});
  expect(parseExploreSearch({ p: "steps" })).toEqual({});
});
