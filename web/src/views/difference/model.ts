import type { AnalysisAnswer, Cell, Row } from "../../api/explore";

export interface Gap {
  keys: Row;
  name: string;
  value: number | null;
  other: number | null;
  difference: number;
  low: number | null;
  high: number | null;
  /** The p value, adjusted for as many tests; null where none was made. */
  p: number | null;
  /** Whether it really differs, where that was tested. */
  differs: boolean | undefined;
}

const FIXED = new Set(["measure", "value", "other", "difference", "low", "high", "p", "p_adjusted"]);
const number = (cell: Cell | undefined) => (typeof cell === "number" ? cell : null);

/** Whether a row of a difference really differs; undefined where that was not tested. */
export const differs = (row: Row, test: AnalysisAnswer["test"]): boolean | undefined =>
  test && typeof row.p_adjusted === "number" ? row.p_adjusted <= test.level : undefined;

/** Measures that differ, those with an interval first. */
export function measuresOf({ difference = [] }: AnalysisAnswer): string[] {
  const sure = new Map<string, boolean>();
  for (const row of difference) {
    if (typeof row.measure !== "string" || typeof row.difference !== "number") continue;
    sure.set(row.measure, (sure.get(row.measure) ?? false) || typeof row.low === "number");
  }
  return [...sure.keys()].sort((a, b) => Number(sure.get(b)) - Number(sure.get(a)));
}

/**
 * The names of rows that are known by a number or an id: wherever in the answer they are listed, their name stands
 * beside it.
 */
export function titlesOf(answer: AnalysisAnswer, key: string): Map<Cell, string> {
  const lists = [answer, answer.other].flatMap((side) =>
    Object.values(side ?? {}).filter((value) => Array.isArray(value)),
  );
  const rows = lists.flat() as Row[];
  return new Map(
    rows.flatMap((row): [Cell, string][] =>
      row !== null && typeof row === "object" && key in row && typeof row.name === "string"
        ? [[row[key] ?? null, [row.name, row.channel, row.surface].filter(Boolean).join(" · ")]]
        : [],
    ),
  );
}

/** The rows of a measure, those first that really differ, then the largest difference. */
export function gapsOf(
  { difference = [], test }: AnalysisAnswer,
  measure: string,
  nameOf: (key: string, cell: Cell) => string,
): Gap[] {
  return difference
    .flatMap((row): Gap[] => {
      if (row.measure !== measure || typeof row.difference !== "number") return [];
      const keys = Object.fromEntries(Object.entries(row).filter(([key]) => !FIXED.has(key)));
      const name = Object.entries(keys)
        .map(([key, cell]) => nameOf(key, cell))
        .filter(Boolean)
        .join("from" in keys ? " → " : " · ");
      return [
        {
          keys,
          name,
          value: number(row.value),
          other: number(row.other),
          difference: row.difference,
          low: number(row.low),
          high: number(row.high),
          p: number(row.p_adjusted),
          differs: differs(row, test),
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(b.differs ?? false) - Number(a.differs ?? false) || Math.abs(b.difference) - Math.abs(a.difference),
    );
}
