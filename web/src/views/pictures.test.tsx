import { describe, expect, it } from "vitest";
import type { AnalysisAnswer } from "../api/explore";
import { captive, painted, words } from "./__fixtures__/answers";
import { drawBars } from "./bars/drawBars";
import { measuresOf as barMeasuresOf, barsOf } from "./bars/model";
import { cohortsOf } from "./cohorts/Cohorts";
import { byGroup, byModel } from "./credits/Credits";
import { drawMatrix as drawCredits } from "./credits/drawMatrix";
import { drawStrips } from "./credits/drawStrips";
import { differenceOf } from "./difference/Difference";
import { measuresOf } from "./difference/model";
import { pickOf } from "./figure/answers";
import type { Drawing } from "./figure/marks";
import { drawGraph } from "./graph/drawGraph";
import { drawMatrix } from "./graph/drawMatrix";
import { drawMoves } from "./graph/drawMoves";
import { movesOf, type Transitions } from "./graph/model";
import { drawHeat } from "./heat/drawHeat";
import type { StepMatrix } from "./heat/model";
import { linesOf } from "./lines/Lines";
import { PICTURES } from "./pictures";
import { drawList } from "./sankey/drawList";
import { drawSankey } from "./sankey/drawSankey";
import type { Paths } from "./sankey/model";
import type { Sessions } from "./sessions/model";
import { sessionsOf } from "./sessions/SessionsPicture";
import { stepsOf } from "./steps/Steps";

type Draw = (answer: AnalysisAnswer, width: number) => Drawing;

const as = <A,>(answer: AnalysisAnswer) => answer as unknown as A;
const graph: Draw = (answer, width) => drawGraph(as(answer), movesOf(as<Transitions>(answer)), width, words, undefined);
const bars: Draw = (answer, width) => {
  const [measure = ""] = barMeasuresOf(answer);
  return drawBars(barsOf(answer, measure, "none"), measure, width, words, (bar) => pickOf(bar.keys, measure));
};

const DRAWN: [name: string, draw: Draw][] = [
  ...["funnel", "funnel by device", "funnel compared", "nobody"].map((name): [string, Draw] => [
    name,
    (answer, width) => stepsOf(answer, width, words),
  ]),
  ...["retention", "retention by device", "retention compared"].map((name): [string, Draw] => [
    name,
    (answer, width) => cohortsOf(answer, width, words),
  ]),
  ...["trends", "trends compared"].flatMap((name): [string, Draw][] => [
    [name, (answer, width) => linesOf(answer, "events", "EUR", width, words)],
    [name, (answer, width) => linesOf(answer, "customers", undefined, width, words)],
  ]),
  ...["paths", "paths backward", "paths between"].flatMap((name): [string, Draw][] => [
    [name, (answer, width) => drawSankey(as<Paths>(answer), width, words, undefined)],
    [name, (answer, width) => drawList(as<Paths>(answer), width, words, undefined)],
  ]),
  ["transitions", graph],
  ["transitions", (answer, width) => drawMatrix(as(answer), width, words, undefined)],
  ["transitions", (answer, width) => drawMoves(movesOf(as<Transitions>(answer)), width, words, undefined)],
  ["attribution", (answer, width) => drawCredits(byModel(answer, "outcomes", "EUR", words), width, words)],
  ["attribution", (answer, width) => drawStrips(byModel(answer, "value", "EUR", words), width, words)],
  ["attribution compared", (answer, width) => drawCredits(byModel(answer, "outcomes", "EUR", words), width, words)],
  ["attribution by device", (answer, width) => drawCredits(byGroup(answer, "markov", "outcomes", words), width, words)],
  ["sessions", (answer, width) => sessionsOf(as<Sessions>(answer), width, words, undefined)],
  ["step_matrix", (answer, width) => drawHeat(as<StepMatrix>(answer), width, words, undefined)],
  ["step_matrix compared", (answer, width) => differenceOf(answer, "share", width, words)],
  ["paths compared", (answer, width) => differenceOf(answer, measuresOf(answer)[0] ?? "", width, words)],
  ["positions", bars],
  ["scores", bars],
];

const BROKEN = /NaN|Infinity|undefined|\[object|"-\d[\d.]*" height|height="-/;

function expectSound(drawing: Drawing, width: number) {
  const markup = painted(drawing);
  expect(markup).not.toMatch(BROKEN);
  expect(drawing.width).toBeGreaterThanOrEqual(width - 1);
  expect(new Set(drawing.marks.map(({ id }) => id)).size).toBe(drawing.marks.length);
  for (const { id, x, y, title } of drawing.marks) {
    expect(title, id).not.toBe("");
    expect(x, id).toBeGreaterThanOrEqual(-1);
    expect(x, id).toBeLessThanOrEqual(drawing.width + 1);
    expect(y, id).toBeGreaterThanOrEqual(-1);
    expect(y, id).toBeLessThanOrEqual(drawing.height + 1);
  }
  expect(markup.match(/data-mark=/g)?.length ?? 0).toBe(drawing.marks.length);
}

describe.each([360, 768, 1440, 1920])("at %i px", (width) => {
  it.each(DRAWN)("%s is drawn, every mark within it, said and drawn once", (name, draw) => {
    expectSound(draw(captive(name), width), width);
  });
});

/** The same answer with names of eighty letters. */
function longWinded(answer: AnalysisAnswer): AnalysisAnswer {
  const text = JSON.stringify(answer);
  const names = [
    ...new Set([...text.matchAll(/"(?:name|from|to|start|end)":"([^"]+)"/g)].map(([, name]) => name ?? "")),
  ];
  const kept = (name: string) => /^\d{4}-|^START$|^END$/.test(name);
  return names
    .filter((name) => !kept(name))
    .reduce(
      (answered, name) =>
        JSON.parse(
          JSON.stringify(answered).replaceAll(`"${name}"`, `"${name.padEnd(80, "ąłș旅程 ")}"`),
        ) as AnalysisAnswer,
      answer,
    );
}

it.each(DRAWN)("%s with names of eighty letters stays whole on a phone and on a wide page", (name, draw) => {
  const answer = longWinded(captive(name));
  for (const width of [360, 1440]) expectSound(draw(answer, width), width);
});

it("draws what the analyses of the shelf name, and whatever else as bars", () => {
  expect(Object.keys(PICTURES).sort()).toEqual([
    "cohorts",
    "credits",
    "graph",
    "heat",
    "lines",
    "sankey",
    "sessions",
    "steps",
  ]);
});
