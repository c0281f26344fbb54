import type { AnalysisAnswer, Row } from "../../../api/explore";

export type ColumnKind = "text" | "count" | "number" | "share" | "seconds" | "value" | "day" | "flag" | "probability";

export interface Column {
  head: string;
  kind: ColumnKind;
  /** Columns that bound it. */
  bounds: readonly [string, string] | null;
}

/** A table as the page shows it. */
export interface Shown {
  columns: Column[];
  rows: Row[];
  /** Columns that name a row. */
  keys: string[];
  /** Where it is broken down: the columns that name the group. */
  group: readonly [string, string] | null;
  /** Where two are compared: the measures that there are, and the one that is shown. */
  measures: string[];
  measure: string | null;
  total: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}/;
/** Columns of a comparison after those that name a row. */
const SIDES = ["value", "other", "difference"] as const;
const TESTS = ["p", "p_adjusted"] as const;

function kindOf(head: string, rows: Row[]): ColumnKind {
  const value = rows.find((row) => row[head] !== null && row[head] !== undefined)?.[head];
  if (typeof value === "boolean") return "flag";
  if (typeof value === "string") return DAY.test(value) ? "day" : "text";
  if (/^p(_adjusted)?$/.test(head)) return "probability";
  if (/(^|_)share$/.test(head) || head === "removal") return "share";
  if (/_s$/.test(head)) return "seconds";
  if (/(^|_)value$/.test(head)) return "value";
  return rows.every((row) => row[head] === null || Number.isInteger(row[head])) ? "count" : "number";
}

const numeric = (kind: ColumnKind) => kind !== "text" && kind !== "day" && kind !== "flag";

/** The measures of a comparison, those first that say most. */
function measuresOf(rows: Row[]): string[] {
  const found = [...new Set(rows.map(({ measure }) => String(measure)))];
  return found.sort((a, b) => Number(/(^|_)share$/.test(b)) - Number(/(^|_)share$/.test(a)));
}

/** The answer's table: bounds beside what they bound; of a comparison one measure at a time. */
export function tableOf(answer: AnalysisAnswer, wanted?: string): Shown | null {
  const { table, breakdown, difference } = answer;
  if (!table) return null;
  const keys = table.keys;
  if (difference) {
    const measures = measuresOf(table.rows);
    const measure = wanted !== undefined && measures.includes(wanted) ? wanted : (measures[0] ?? null);
    const rows = table.rows.filter((row) => row.measure === measure);
    const kind = kindOf(
      measure ?? "",
      rows.map(({ value, other }) => ({ [measure ?? ""]: value ?? other ?? null })),
    );
    const bounded = rows.some(({ low }) => low !== null);
    const columns: Column[] = [
      ...keys.map((head): Column => ({ head, kind: kindOf(head, rows), bounds: null })),
      ...SIDES.map(
        (head): Column => ({ head, kind, bounds: head === "difference" && bounded ? ["low", "high"] : null }),
      ),
      ...TESTS.filter((head) => rows.some((row) => typeof row[head] === "number")).map(
        (head): Column => ({ head, kind: "probability", bounds: null }),
      ),
    ];
    return { columns, rows, keys, group: null, measures, measure, total: rows.length };
  }
  const [one, two] = table.heads;
  const group = breakdown && one !== undefined && two !== undefined ? ([one, two] as const) : null;
  const heads = table.heads.filter((head) => !group?.includes(head));
  const bounds = new Map<string, readonly [string, string]>();
  heads.forEach((head, place) => {
    const [low, high] = [heads[place + 1], heads[place + 2]];
    if (low?.endsWith("low") && high?.endsWith("high")) bounds.set(head, [low, high]);
  });
  const bounding = new Set([...bounds.values()].flat());
  // Where every row ends with the period that it begins with, one column says both.
  const same = heads.includes("last") && table.rows.every(({ first, last }) => last === first || last === null);
  const columns = heads
    .filter((head) => !bounding.has(head) && !(head === "last" && same))
    // What tells the rest from what has no name is said in the name.
    .filter((head) => !(head === "rest" && heads.includes("name")))
    .map((head): Column => ({ head, kind: kindOf(head, table.rows), bounds: bounds.get(head) ?? null }))
    .filter(({ head, kind }) => kind !== "value" || table.rows.some((row) => row[head]));
  const grouped: Column[] = group ? [{ head: group[0], kind: "text", bounds: null }] : [];
  return {
    columns: [...grouped, ...columns],
    rows: table.rows,
    keys,
    group,
    measures: [],
    measure: null,
    total: table.total,
  };
}

export interface Order {
  head: string;
  down: boolean;
}

const isNothing = (value: Row[string] | undefined) => value === null || value === undefined;

/** Rows in the order of a column, those without a value last. */
export function sorted(rows: Row[], order: Order | null): Row[] {
  if (!order) return rows;
  const { head, down } = order;
  const sign = down ? -1 : 1;
  return [...rows].sort((one, two) => {
    const [a, b] = [one[head], two[head]];
    if (isNothing(a) || isNothing(b)) return Number(isNothing(a)) - Number(isNothing(b));
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b));
  });
}

/** The order that a click on a column's head brings: the largest first, then the smallest, then as it came. */
export function turned(order: Order | null, { head, kind }: Column): Order | null {
  const first = numeric(kind);
  if (order?.head !== head) return { head, down: first };
  return order.down === first ? { head, down: !first } : null;
}

export const isNumeric = ({ kind }: Column) => numeric(kind);

/** Sums of the columns that add up; none where one of them has a gap. */
export function sumsOf(rows: Row[], heads: readonly string[]): Row {
  const sums: Row = {};
  for (const head of heads) {
    const values = rows.map((row) => row[head]);
    if (values.length > 0 && values.every((value) => typeof value === "number"))
      sums[head] = values.reduce<number>((sum, value) => sum + (value as number), 0);
  }
  return sums;
}
