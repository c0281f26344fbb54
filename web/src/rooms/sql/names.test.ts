import { describe, expect, it } from "vitest";
import { inserted, written } from "./names";

describe("a name in a question", () => {
  it("stands as it is where it is plain, and else in quotes", () => {
    expect(["first", "arrival", "Country_2"].map(written)).toEqual(["first", "arrival", "Country_2"]);
    expect(["order", "Group", "signup source", "wiek", "2nd", 'a"b', "città"].map(written)).toEqual([
      '"order"',
      '"Group"',
      '"signup source"',
      "wiek",
      '"2nd"',
      '"a""b"',
      '"città"',
    ]);
  });

  it("is put where the cursor stands, with a gap where it would touch a word", () => {
    expect(inserted("SELECT", 6, 6, "name")).toEqual({ text: "SELECT name", cursor: 11 });
    expect(inserted("SELECT x FROM events", 7, 8, "name")).toEqual({ text: "SELECT name FROM events", cursor: 11 });
    expect(inserted("SELECT count(", 13, 13, "key")).toEqual({ text: "SELECT count(key", cursor: 16 });
    expect(inserted("", 0, 0, "events")).toEqual({ text: "events", cursor: 6 });
  });
});
