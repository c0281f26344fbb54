import type { RejectedOne } from "../../api/replay";

/** What takes the place of a cell: another column, a text that is the same for every row, or an SQL expression. */
export type Taken = { how: "column" | "text" | "sql"; value: string };

/** How the sentence of the rule begins: what the reason says of the column. */
export type Opening = "missing" | "unread" | "other";

export function openingOf(reason: string): Opening {
  if (reason === "no_customer" || reason === "no_time" || reason === "no_name") return "missing";
  return reason === "bad_time" || reason === "time_out_of_range" ? "unread" : "other";
}

/** The expression; null while it is still open. A name stands in double quotes, a text in single ones. */
export function expressionOf({ how, value }: Taken): string | null {
  if (value.trim() === "") return null;
  if (how === "column") return `"${value.replaceAll('"', '""')}"`;
  return how === "text" ? `'${value.replaceAll("'", "''")}'` : value.trim();
}

/** The column that is mended first: that of the reason, else one that is empty, else the first. */
export function firstColumn({ column, columns, cells }: RejectedOne): string {
  return column ?? cells?.find(({ text }) => !text)?.column ?? columns[0] ?? "";
}
