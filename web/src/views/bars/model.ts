import type { AnalysisAnswer, Cell, Row } from "../../api/explore";

/** A row of a table as a bar. */
export interface Bar {
  row: Row;
  keys: Row;
  name: string;
  value: number;
  low: number | null;
  high: number | null;
}

const isBound = (head: string) => /(^|_)(low|high)$/.test(head);
const PLAIN = /^(step|code|level|first|last|rest|complete)$/;

/** Columns that bars can be drawn of: numbers that are no bounds, no numbering and no names. */
export function measuresOf({ table }: AnalysisAnswer): string[] {
  if (!table) return [];
  return table.heads.filter(
    (head) =>
      !table.keys.includes(head) &&
      !isBound(head) &&
      !PLAIN.test(head) &&
      table.rows.some((row) => typeof row[head] === "number"),
  );
}

/** What names rows: their name, else their keys, and as many more columns of text as tell them apart. */
export function namesOf(heads: string[], keys: string[], rows: Row[]): string[] {
  const texts = heads.filter((head) => rows.some((row) => typeof row[head] === "string" && row[head] !== ""));
  if (texts.length === 0) return keys;
  const first = texts.includes("name") ? ["name"] : texts.filter((head) => keys.includes(head));
  const named = first.length > 0 ? first : texts.slice(0, 1);
  const apart = (columns: string[]) => new Set(rows.map((row) => columns.map((head) => row[head]).join("\u0000"))).size;
  for (const head of texts) {
    if (apart(named) === rows.length) break;
    if (!named.includes(head) && apart([...named, head]) > apart(named)) named.push(head);
  }
  return named;
}

const number = (cell: Cell | undefined) => (typeof cell === "number" ? cell : null);

/** The rows of the table by a measure, the largest first. */
export function barsOf({ table }: AnalysisAnswer, measure: string, none: string): Bar[] {
  if (!table) return [];
  const { heads, keys, rows } = table;
  const names = namesOf(heads, keys, rows);
  const place = heads.indexOf(measure);
  const [low, high] = [heads[place + 1], heads[place + 2]];
  const bounds = low?.endsWith("low") && high?.endsWith("high") ? { low, high } : undefined;
  return rows
    .flatMap((row): Bar[] => {
      const value = number(row[measure]);
      if (value === null) return [];
      return [
        {
          row,
          keys: Object.fromEntries(keys.map((key) => [key, row[key] ?? null])),
          name:
            names
              .map((head) => String(row[head] ?? none))
              .filter(Boolean)
              .join(" · ") || none,
          value,
          low: bounds ? number(row[bounds.low]) : null,
          high: bounds ? number(row[bounds.high]) : null,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
