import { expect, it } from "vitest";
import { captive, painted, words } from "../__fixtures__/answers";
import { drawHeat } from "./drawHeat";
import { linesOf, mostOf, type StepMatrix } from "./model";

const answer = captive("step_matrix") as unknown as StepMatrix;

it("has a row for each node, in the order of the answer, END at the bottom, and every step adds up", () => {
  const lines = linesOf(answer);
  expect(lines.at(-1)?.[0]?.name).toBe("END");
  expect(lines.every((line) => line.length === answer.depth)).toBe(true);
  for (let step = 0; step < answer.depth; step++)
    expect(lines.reduce((sum, line) => sum + (line[step]?.customers ?? 0), 0)).toBe(answer.n);
});

it("is as dark as the largest share of those that are not over", () => {
  const over = answer.rows.filter(({ name }) => name === "END");
  expect(mostOf(answer)).toBeLessThan(1);
  expect(mostOf({ ...answer, rows: over })).toBe(0);
});

it("asks who is in a cell, and in an empty one nobody", () => {
  const { marks } = drawHeat(answer, 1440, words, undefined);
  expect(marks).toHaveLength(answer.rows.length);
  const [first] = linesOf(answer)[1] ?? [];
  const mark = marks.find(({ pick }) => pick?.behind.cell.name === first?.name && pick?.behind.cell.step === 1);
  expect(mark?.pick?.behind).toEqual({ cell: { step: 1, name: first?.name }, measure: "customers" });
  expect(marks.filter(({ pick }) => !pick)).toHaveLength(answer.rows.filter(({ customers }) => !customers).length);
});

it("draws the first steps on a phone and says that the table has all", () => {
  const drawing = drawHeat(answer, 360, words, undefined);
  expect(drawing.marks).toHaveLength(6 * linesOf(answer).length);
  expect(painted(drawing)).toContain("The first 6 steps");
  expect(painted(drawHeat(answer, 1440, words, undefined))).not.toContain("The first");
});
