import { expect, it } from "vitest";
import { placeOf } from "./place";

it("finds the word at fault by line and column", () => {
  expect(placeOf("SELECT *\nFROM evnts WHERE 1", "2:6")).toEqual({
    start: 14,
    end: 19,
    before: "FROM ",
    word: "evnts",
    after: " WHERE 1",
  });
});

it("counts characters as the server does, also those beyond the basic plane", () => {
  const found = placeOf("SELECT '🛒', foo", "1:13");
  expect(found?.word).toBe("foo");
  expect("SELECT '🛒', foo".slice(found?.start, found?.end)).toBe("foo");
});

it("takes a quoted name and a sign as a whole, and the end of the line as nothing", () => {
  expect(placeOf('SELECT "no such", 1', "1:8")?.word).toBe('"no such"');
  expect(placeOf("SELECT ;", "1:8")?.word).toBe(";");
  expect(placeOf("SELECT", "1:7")?.word).toBe("");
});

it("is none where the fault has no place in the text", () => {
  expect([undefined, "", "9:1", "body.query"].map((where) => placeOf("SELECT 1", where))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
