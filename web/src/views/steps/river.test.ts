import { describe, expect, it } from "vitest";
import { captive, painted, words } from "../__fixtures__/answers";
import { partsOf } from "./drawRows";
import { type Funnel, riverOf } from "./river";
import { stepsOf } from "./Steps";

const funnel = captive("funnel") as unknown as Funnel;

describe("the river of a funnel", () => {
  const reaches = riverOf(funnel, 1200, 60, 216);

  it("has one scale: those who go on, wait and left are the height of the step", () => {
    for (const { step, block, band, waiting } of reaches) {
      expect(block.height).toBeCloseTo((step.customers / funnel.n) * 216, 6);
      if (!band) continue;
      const lost = (step.dropped / funnel.n) * 216;
      expect(band.height + (waiting?.height ?? 0) + lost).toBeCloseTo(block.height, 6);
    }
  });

  it("leads each band to the next step at its height", () => {
    for (const [place, { band }] of reaches.slice(0, -1).entries()) {
      expect(band?.height).toBeCloseTo(reaches[place + 1]?.block.height ?? -1, 6);
      expect((band?.x ?? 0) + (band?.width ?? 0)).toBeCloseTo(reaches[place + 1]?.x ?? -1, 6);
    }
  });

  it("keeps the words of a step off the wedge of the next", () => {
    for (const [place, { foot }] of reaches.slice(0, -2).entries()) {
      const next = reaches[place + 1];
      expect(foot.x + foot.width).toBeLessThanOrEqual((next?.block.x ?? 0) + (next?.block.width ?? 0));
    }
  });
});

it("parts the bars of rows into what the step is made of", () => {
  for (const step of funnel.steps) {
    const { on, open, lost } = partsOf(step, funnel.n, 0, 500);
    expect(on + open + lost).toBeCloseTo((step.customers / funnel.n) * 500, 6);
  }
});

describe("the picture of a funnel", () => {
  it("asks for the cell of the answer that a mark stands for", () => {
    const { marks } = stepsOf(captive("funnel"), 1200, words);
    const [, second] = funnel.steps;
    expect(marks.find(({ id }) => id === "/2")?.pick?.behind).toEqual({
      cell: { step: 2, name: second?.name },
      measure: "customers",
    });
    expect(marks.find(({ id }) => id === "dropped/2")?.pick?.behind.measure).toBe("dropped");
  });

  it("asks for a group of a breakdown by its value", () => {
    const { marks } = stepsOf(captive("funnel by device"), 1200, words);
    const cells = marks.flatMap(({ pick }) => (pick ? [pick.behind.cell] : [])).filter((cell) => "group" in cell);
    expect(new Set(cells.map(({ group }) => group))).toEqual(new Set(["mobile", "desktop", "tablet"]));
  });

  it("marks the side that a bar of a comparison belongs to", () => {
    const { marks } = stepsOf(captive("funnel compared"), 1200, words);
    expect(marks.filter(({ pick }) => pick?.compared)).toHaveLength(marks.length / 2);
  });

  it("is a river where its columns have room for words, else rows", () => {
    expect(painted(stepsOf(captive("funnel"), 1200, words))).toContain("C");
    expect(painted(stepsOf(captive("funnel"), 400, words))).not.toMatch(/d="M[\d.]+ [\d.]+C/);
  });
});
