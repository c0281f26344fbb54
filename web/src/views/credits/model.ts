/** The models, in the order they are answered. */
export const MODELS = [
  ...(["first", "last", "last_non_direct", "linear", "position", "j", "inverse_j", "time_decay"] as const),
  ...(["participation", "shapley", "markov"] as const),
];
export type Model = (typeof MODELS)[number];

type Credit = Partial<Record<Model, number | null>>;

export interface Row {
  name: string | null;
  touches: number;
  credit: Credit;
  credit_value: Credit;
  removal: number | null;
  /** What it cost, where that is known. */
  cost?: number | null;
}

export interface Attribution {
  n: number;
  outcome: string | null;
  outcomes: number;
  attributed: number;
  value: number;
  value_attributed: number;
  rows: Row[];
}

export type Measure = "outcomes" | "value";

/** A row's part of all that a model credits; null where the model could not be solved. */
export function shareOf(
  { attributed, value_attributed }: Attribution,
  row: Row | undefined,
  model: Model,
  measure: Measure,
): number | null {
  const total = measure === "value" ? value_attributed : attributed;
  const credit = (measure === "value" ? row?.credit_value : row?.credit)?.[model];
  return credit === undefined || credit === null || total <= 0 ? null : credit / total;
}

/** The models that are solved for at least one row. */
export const solvedOf = ({ rows }: Attribution): Model[] =>
  MODELS.filter((model) => rows.some(({ credit }) => credit[model] !== null && credit[model] !== undefined));

/** Rows by what the models credit them with on the whole, the most first. */
export function sortedRows(answer: Attribution, measure: Measure): Row[] {
  const models = solvedOf(answer).filter((model) => model !== "participation");
  const mean = (row: Row) => models.reduce((sum, model) => sum + (shareOf(answer, row, model, measure) ?? 0), 0);
  return [...answer.rows].sort((a, b) => mean(b) - mean(a) || b.touches - a.touches);
}
