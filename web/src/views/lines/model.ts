import type { AnalysisAnswer } from "../../api/explore";
import type { Variant } from "../figure/answers";
import { toneOf } from "../figure/tones";

export type Measure = "events" | "customers" | "value";

interface Point {
  events: number;
  customers: number | null;
  value: number | null;
}

export interface Anomaly {
  from: string;
  name: string | null;
  other: boolean;
  measure: string;
  found: number;
  expected: number;
  low: number;
  high: number;
}

export interface Trends {
  n: number;
  unit: "hour" | "day" | "week" | "month";
  split: string | null;
  left_out: number;
  periods: { from: string; complete: boolean }[];
  series: { name: string | null; other: boolean; points: Point[] }[];
  anomalies: Anomaly[];
}

/** A line: one series of one variant. */
export interface Line {
  name: string;
  /** What the series is called; the variant is in `name` too where there are several. */
  series: { name: string | null; other: boolean };
  of: Variant<Trends>;
  tone: string;
  dashed: boolean;
  values: (number | null)[];
  anomalies: Anomaly[];
}

/** Lines that share a scale. */
export interface Panel {
  name: string;
  lines: Line[];
}

/** What can be drawn: sums of values only where there are any. */
export function measuresOf(answer: AnalysisAnswer): Measure[] {
  const { series } = answer as unknown as Trends;
  const valued = series.some(({ points }) => points.some(({ value }) => value !== null && value !== 0));
  return valued ? ["events", "customers", "value"] : ["events", "customers"];
}

const same = (a: { name: string | null; other: boolean }, b: { name: string | null; other: boolean }) =>
  a.name === b.name && a.other === b.other;

/**
 * The panels of a picture. Several variants (groups, or both sides of a comparison) of several series are a panel each
 * series; of one series they share a panel; so do the series of one variant, where they are few.
 */
export function panelsOf(
  variants: Variant<Trends>[],
  measure: Measure,
  together: number,
  naming: { all: string; none: string; others: string },
): Panel[] {
  const nameOf = ({ name, other }: { name: string | null; other: boolean }, split: string | null) =>
    name ?? (other ? naming.others : split === null ? naming.all : naming.none);
  const first = variants[0]?.answer;
  if (!first) return [];
  const wanted = first.series.filter((one) =>
    variants.some(({ answer }) =>
      answer.series.some((s) => same(s, one) && s.points.some((point) => point[measure] !== null)),
    ),
  );
  const lineOf = (one: Trends["series"][number], of: Variant<Trends>, name: string, tone: string): Line[] => {
    const found = of.answer.series.find((series) => same(series, one));
    if (!found) return [];
    return [
      {
        name,
        series: { name: one.name, other: one.other },
        of,
        tone,
        dashed: of.compared,
        values: found.points.map((point) => point[measure]),
        anomalies: of.answer.anomalies.filter((odd) => odd.measure === measure && same(odd, one)),
      },
    ];
  };
  const of = (one: Trends["series"][number]) =>
    variants.flatMap((variant, place) =>
      lineOf(one, variant, variant.name, variant.compared ? "--ink-3" : toneOf(place)),
    );
  if (variants.length > 1) return wanted.map((one) => ({ name: nameOf(one, first.split), lines: of(one) }));
  const lines = wanted.flatMap((one, place) =>
    lineOf(one, variants[0] as Variant<Trends>, nameOf(one, first.split), toneOf(place)),
  );
  if (lines.length <= together) return [{ name: "", lines }];
  return lines.map((line) => ({ name: line.name, lines: [{ ...line, tone: "--vol-3" }] }));
}

/** Round steps of a scale from zero to just above `most`. */
export function ticksOf(most: number, about: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / about;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((times) => times * size >= rough) ?? 10) * size;
  const whole = step < 1 && Number.isInteger(most) ? 1 : step;
  return Array.from({ length: Math.ceil(most / whole - 1e-9) + 1 }, (_, place) => place * whole);
}

/** Runs of places with a value, and whether what leads to a place is of a period that is not whole. */
export function segmentsOf(values: (number | null)[], complete: boolean[]): { whole: number[][]; part: number[][] } {
  const whole: number[][] = [];
  const part: number[][] = [];
  let run: number[] = [];
  values.forEach((value, place) => {
    if (value === null) {
      if (run.length > 0) whole.push(run);
      run = [];
      return;
    }
    if (complete[place]) {
      // The first period may be cut: what leads from it is as unsure as what leads to the last.
      if (place > 0 && complete[place - 1] === false && values[place - 1] !== null) part.push([place - 1, place]);
      run.push(place);
      return;
    }
    if (place > 0 && values[place - 1] !== null) part.push([place - 1, place]);
    if (run.length > 0) whole.push(run);
    run = [];
  });
  if (run.length > 0) whole.push(run);
  return { whole, part };
}
