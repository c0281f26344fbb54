import { describe, expect, it } from "vitest";
import { captive, painted, words } from "../__fixtures__/answers";
import { byGroup, byModel } from "./Credits";
import { drawMatrix, scaleOf } from "./drawMatrix";
import { type Attribution, MODELS, shareOf, solvedOf, sortedRows } from "./model";

const answer = captive("attribution") as unknown as Attribution;

describe("the shares of a model", () => {
  it("add up to one over the rows, but for participation", () => {
    for (const model of MODELS.filter((one) => one !== "participation")) {
      const sum = answer.rows.reduce((all, row) => all + (shareOf(answer, row, model, "outcomes") ?? 0), 0);
      expect(sum, model).toBeCloseTo(1, 3);
    }
  });

  it("are not known where nothing is credited", () => {
    expect(shareOf({ ...answer, attributed: 0 }, answer.rows[0], "linear", "outcomes")).toBeNull();
    expect(shareOf(answer, undefined, "linear", "outcomes")).toBeNull();
  });
});

it("leaves out models that were not solved", () => {
  const unsolved = captive("attribution") as unknown as Attribution;
  for (const row of unsolved.rows) row.credit.markov = null;
  expect(solvedOf(unsolved)).not.toContain("markov");
  expect(byModel(unsolved as never, "outcomes", undefined, words).columns).toHaveLength(MODELS.length - 1);
});

it("puts first what the models credit most on the whole", () => {
  expect(sortedRows(answer, "outcomes")[0]?.name).toBe("web");
});

it("gives participation a scale of its own, all others one", () => {
  const matrix = byModel(captive("attribution"), "outcomes", undefined, words);
  const scales = matrix.columns.map((_, column) => scaleOf(matrix, column));
  const own = matrix.columns.findIndex(({ key }) => key === "participation");
  expect(new Set(scales.filter((_, column) => column !== own)).size).toBe(1);
  expect(scales[own]).toBeGreaterThan(scales[0] ?? 0);
});

it("says cost and return on it where the cost is known", () => {
  const costly = captive("attribution") as unknown as Attribution;
  const [row] = costly.rows;
  Object.assign(row ?? {}, { cost: 1000, credit_value: { ...row?.credit_value, markov: 2500 } });
  const matrix = byModel(costly as never, "outcomes", "EUR", words);
  expect(matrix.rows.find(({ name }) => name === row?.name)?.lines).toBe("cost €1,000 · ROAS 2.5");
});

it("stands the other side beside each share of a comparison, as a hollow dot", () => {
  const matrix = byModel(captive("attribution compared"), "outcomes", undefined, words);
  expect(matrix.rows.every(({ cells }) => cells.every(({ other }) => other !== undefined))).toBe(true);
  expect(painted(drawMatrix(matrix, 1300, words))).toContain("fill:var(--page);stroke:var(--ink-3)");
});

it("of a breakdown shows one model for all groups, and asks for a group by its value", () => {
  const matrix = byGroup(captive("attribution by device"), "markov", "outcomes", words);
  expect(matrix.columns.map(({ name }) => name)).toEqual(["All", "mobile", "desktop", "tablet"]);
  expect(matrix.rows[0]?.cells[1]?.mark.pick?.behind.cell).toMatchObject({ group: "mobile", group_other: false });
});
