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
