import type { Row } from "../../../api/explore";
import type { Format } from "../../../ui/format";
import type { Column, ColumnKind, Shown } from "./table";

/** The words that a table says where a cell has none. */
export interface CellWords {
  none: string;
  others: string;
  /** Where journeys begin and end. */
  start: string;
  end: string;
  points: (n: string) => string;
  yes: string;
  no: string;
}

/** A difference with its sign; that of two shares in points. */
function differenceText(value: number, kind: ColumnKind, { format, currency, words }: Reader): string {
  if (kind === "share") return words.points(format.signed(value * 100, 1));
  const sign = value > 0 ? "+" : value < 0 ? "\u2212" : "";
  return `${sign}${numberText(Math.abs(value), kind, format, currency)}`;
}

/** A number of the table as it is written. */
export function numberText(size: number, kind: ColumnKind, format: Format, currency: string): string {
  if (kind === "share") return format.percent(size, 1);
  if (kind === "seconds") return format.duration(size);
  if (kind === "probability") return format.probability(size);
  if (kind === "value") return format.money(size, currency);
  if (kind === "count" && Number.isInteger(size)) return format.number(size);
  return format.decimal(size, Math.abs(size) < 10 ? 2 : 1);
}

export interface Reader {
  format: Format;
  currency: string;
  words: CellWords;
  shown: Shown;
}

/** What a cell says. */
export function cellText(row: Row, { head, kind }: Column, reader: Reader): string {
  const { format, currency, words, shown } = reader;
  const value = row[head] ?? null;
  const [group, rest] = shown.group ?? [];
  if (value === null) {
    if (head === group) return rest !== undefined && row[rest] === true ? words.others : words.none;
    // Only the rest has a step and no name.
    if (head === "name") return row.rest === true || "step" in row ? words.others : words.none;
    return "–";
  }
  // Of an analysis from outside anything may be nested in a cell.
  if (typeof value === "object")
    return Object.entries(value as object)
      .map(([name, part]) => `${name} ${typeof part === "number" ? format.number(part, 2) : part}`)
      .join(", ");
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number")
    return head === "difference" && shown.measure !== null
      ? differenceText(value, kind, reader)
      : numberText(value, kind, format, currency);
  if (kind === "day") return value.length > 10 ? format.dateTime(value) : format.date(value);
  if (head === "path") return value.replaceAll(" > ", " → ");
  if ((head === "from" || head === "to") && (value === "START" || value === "END"))
    return value === "START" ? words.start : words.end;
  if (head === "name" && "step" in row && value === "END") return words.end;
  return value;
}

/** The bounds of a cell, "[12.1 to 14.9]" in the words of the reader; empty where there are none. */
export function boundsText(
  row: Row,
  { bounds, kind }: Column,
  format: Format,
  say: (low: string, high: string) => string,
) {
  if (!bounds) return "";
  const [low, high] = [row[bounds[0]], row[bounds[1]]];
  if (typeof low !== "number" || typeof high !== "number") return "";
  const text = (value: number) => {
    if (kind === "seconds") return `${value < 0 ? "\u2212" : ""}${format.duration(Math.abs(value))}`;
    return kind === "share" ? format.decimal(value * 100, 1) : format.decimal(value, 2);
  };
  return say(text(low), text(high));
}
