import { expect, it } from "vitest";
import type { AnalysisAnswer } from "../../api/explore";
import { captive, painted, words } from "../__fixtures__/answers";
import { differenceOf } from "./Difference";
import { gapsOf, measuresOf, titlesOf } from "./model";

const answer = captive("paths compared");

it("offers first the measures whose difference has an interval", () => {
  expect(measuresOf(answer)[0]).toBe("share");
  expect(measuresOf(answer)).toContain("customers");
  expect(measuresOf(captive("paths"))).toEqual([]);
});

it("puts the largest difference first, whichever way it goes", () => {
  const gaps = gapsOf(answer, "share", (_, cell) => String(cell));
  const sizes = gaps.map(({ difference }) => Math.abs(difference));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(gaps.length).toBeGreaterThan(2);
});

it("fills what differs for sure, and leaves hollow what may be chance", () => {
  const of = (low: number, high: number): AnalysisAnswer => ({
    ...answer,
    difference: [{ path: "A", measure: "share", value: 0.5, other: 0.4, difference: 0.1, low, high }],
  });
  expect(painted(differenceOf(of(0.02, 0.18), "share", 900, words))).toContain('r="4.5" style="fill:var(--ink)');
  expect(painted(differenceOf(of(-0.02, 0.22), "share", 900, words))).toContain('r="4.5" style="fill:var(--page)');
});

it("names rows that are known by a number as the answer names them", () => {
  const rows = [{ code: 4, name: "Home Viewed", channel: "web", surface: "" }];
  expect(titlesOf({ ...answer, kinds: rows }, "code").get(4)).toBe("Home Viewed · web");
});

it("where many are tested, fills those that differ after correction, and puts them first", () => {
  const row = (name: string, difference: number, p_adjusted: number) => ({
    ...{ from: name, to: "B", measure: "share", value: 0.5, other: 0.5 - difference, difference },
    ...{ low: difference - 0.01, high: difference + 0.01, p: p_adjusted / 2, p_adjusted },
  });
  const tested: AnalysisAnswer = {
    ...captive("transitions"),
    difference: [row("Large", 0.3, 0.2), row("Sure", 0.1, 0.0004)],
    test: { definition: "", said: [], level: 0.05, tests: 2, differ: 1 },
  };
  expect(gapsOf(tested, "share", (_, cell) => String(cell)).map(({ name, differs }) => [name, differs])).toEqual([
    ["Sure → B", true],
    ["Large → B", false],
  ]);
  const drawing = differenceOf(tested, "share", 900, words);
  const svg = painted(drawing);
  expect(svg.match(/r="4.5" style="fill:var\(--ink\)/g)).toHaveLength(1);
  expect(svg.match(/r="4.5" style="fill:var\(--page\)/g)).toHaveLength(1);
  expect(drawing.marks[0]?.lines.at(-1)).toEqual(["Adjusted p", "< 0.001"]);
});
