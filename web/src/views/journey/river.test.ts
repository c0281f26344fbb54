import { describe, expect, it } from "vitest";
import { chances } from "../../ui/picture/chances";
import { answerOf, stage, touchpoint } from "./fixture";
import { type Extent, layOut } from "./geometry";
import { riverOf } from "./river";

/** Columns in which everyone who was on the way goes on, leaves or has time, as the answer promises. */
function columns(chance: () => number) {
  let alive = 500 + Math.floor(chance() * 50_000);
  const touchpoints = Array.from({ length: 2 + Math.floor(chance() * 12) }, (_, i) => {
    const left = Math.floor(alive * chance() * 0.3);
    const in_time = Math.floor((alive - left) * chance() * 0.2);
    const one = touchpoint(`t${i}`, { alive, left, in_time, customers: Math.floor(alive * chance() * 1.1) });
    alive -= left + in_time;
    return one;
  });
  const extent: Extent = { room: 1400, mode: "fit", folded: new Set(), trayRows: 0, compared: false };
  return layOut(answerOf([stage("s", touchpoints)]), extent).columns;
}

describe("the river", () => {
  it("loses nobody: who met, passed, left and has time are all who were on the way before", () => {
    const chance = chances(5);
    for (let round = 0; round < 100; round++) {
      const { reaches } = riverOf(columns(chance), 0);
      reaches.forEach(({ widths }, i) => {
        expect(Math.min(widths.met, widths.passed, widths.left, widths.waiting)).toBeGreaterThanOrEqual(0);
        const before = reaches[i - 1]?.widths;
        if (!before) return;
        const here = widths.met + widths.passed + before.left + before.waiting;
        expect(here).toBeCloseTo(before.met + before.passed, 6);
      });
    }
  });

  it("is as high as its lane where most are on the way", () => {
    const { reaches } = riverOf(columns(chances(3)), 0);
    const [first] = reaches;
    expect((first?.widths.met ?? 0) + (first?.widths.passed ?? 0)).toBeCloseTo(64, 6);
  });

  it("of no column is nothing", () => {
    expect(riverOf([], 0)).toEqual({ reaches: [], met: "" });
  });
});
