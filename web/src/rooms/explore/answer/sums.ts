import type { AnalysisAnswer } from "../../../api/explore";
import type { Format } from "../../../ui/format";
import type { Sentence } from "./sentence";

const total = <Item>(items: Item[], of: (item: Item) => number) => items.reduce((sum, item) => sum + of(item), 0);

type Fields = Record<string, number> & {
  steps: { customers: number; dropped: number; in_window: number }[];
  paths: { customers: number }[];
  rest: { customers: number };
  rows: { touches: number }[];
  edges: { count: number }[];
  cohorts: { size: number }[];
};

/** How the table comes to what is said over it; none where the page cannot tell. */
export function reconciled(answer: AnalysisAnswer, format: Format): Sentence | null {
  const { n, breakdown, difference, analysis } = answer;
  if (difference) return null;
  if (breakdown) {
    const parts = breakdown.groups.map(({ answer: own }) => own.n);
    // A customer is in one group only, whatever is counted.
    return {
      key: "groups",
      values: { sum: parts.map((part) => format.number(part)).join(" + "), n: format.number(n) },
    };
  }
  const fields = answer as unknown as Fields;
  if (analysis === "funnel") {
    const dropped = total(fields.steps, ({ dropped: left }) => left);
    const waiting = total(fields.steps, ({ in_window: open }) => open);
    const converted = fields.steps.at(-1)?.customers ?? 0;
    const values = { converted, waiting, dropped, n };
    return { key: "funnel", values: numbers(values, format) };
  }
  if (analysis === "paths") {
    const listed = total(fields.paths, ({ customers }) => customers);
    const { dropped = 0, in_window: waiting = 0, rest } = fields;
    return { key: "paths", values: numbers({ listed, rest: rest.customers, away: dropped + waiting, n }, format) };
  }
  if (analysis === "transitions") {
    const { left_out = 0, edges } = fields;
    return {
      key: "transitions",
      values: numbers({ moves: total(edges, ({ count }) => count), left: left_out }, format),
    };
  }
  if (analysis === "retention")
    return {
      key: "retention",
      values: numbers({ cohorts: fields.cohorts.length, n: total(fields.cohorts, ({ size }) => size) }, format),
    };
  if (analysis === "attribution")
    return {
      key: "attribution",
      values: numbers({ attributed: fields.attributed ?? 0, outcomes: fields.outcomes ?? 0 }, format),
    };
  if (analysis === "step_matrix") return { key: "step_matrix", values: numbers({ n }, format) };
  if (analysis === "sessions") return { key: "sessions", values: numbers({ sessions: fields.sessions ?? 0 }, format) };
  return null;
}

const numbers = (values: Record<string, number>, format: Format) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, format.number(value)]));
