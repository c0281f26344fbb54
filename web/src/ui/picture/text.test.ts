import { describe, expect, it } from "vitest";
import { chances } from "./chances";
import { fitted, widthOf, wrapped } from "./text";

const wrap = (text: string, width: number, lines = 3) => wrapped(text, width, 12, 400, lines);

describe("wrapping", () => {
  it("breaks after spaces, slashes and commas before it cuts", () => {
    expect(wrap("Ads, search, social", 88)).toEqual(["Ads, search,", "social"]);
    expect(wrap("Reviews/loyalty", 60)).toEqual(["Reviews/", "loyalty"]);
    expect(wrap("in-person", 50)).toEqual(["in-", "person"]);
  });

  it("parts a word that alone is wider than a line, without a rest of a letter or two", () => {
    const rows = wrap("Donaudampfschifffahrt", 70);
    expect(rows.slice(0, -1).every((row) => row.endsWith("-"))).toBe(true);
    expect(rows.join("").replaceAll("-", "")).toBe("Donaudampfschifffahrt");
    expect(rows.every((row) => widthOf(row, 12) <= 70)).toBe(true);
    expect(rows.at(-1)?.length).toBeGreaterThanOrEqual(3);
  });

  it("breaks Chinese anywhere, but never before closing punctuation", () => {
    const rows = wrap("旅程中的產品，比較與評價頁面", 72);
    expect(rows.join("")).toBe("旅程中的產品，比較與評價頁面");
    expect(rows.some((row) => row.startsWith("，"))).toBe(false);
  });

  it("keeps signs beyond the first plane whole", () => {
    expect(wrap("🛒🛒🛒🛒🛒🛒", 40).join("")).not.toContain("\ufffd");
    for (const row of wrap("🛒🛒🛒🛒🛒🛒", 40)) expect(row.isWellFormed()).toBe(true);
  });

  it("cuts only the last line, and no line is wider than it may be", () => {
    const chance = chances(7);
    const signs = "abc defghi, jk/lm-nop ąęłóșț 旅程產品。 ";
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 60 }, () => signs[Math.floor(chance() * signs.length)]).join("");
      const [width, lines] = [40 + chance() * 120, 1 + Math.floor(chance() * 3)];
      const rows = wrap(text, width, lines);
      expect(rows.length).toBeLessThanOrEqual(lines);
      for (const row of rows) expect(widthOf(row, 12)).toBeLessThanOrEqual(width);
      for (const row of rows.slice(0, -1)) expect(row).not.toContain("…");
    }
  });

  it("of nothing is an empty line", () => {
    expect(wrap("", 80)).toEqual([""]);
    expect(fitted("", 10, 12)).toBe("");
  });
});
