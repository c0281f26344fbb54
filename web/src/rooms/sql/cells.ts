import type { SqlValue } from "../../api/sql";

const NUMBERS = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/;

export const isNumeric = (type: string) => NUMBERS.test(type);

/** A value as the database has it, for reading and copying: digits without separators, times to the second. */
export function cellText(value: SqlValue, type: string): string {
  if (value === null) return "";
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(12)));
  if (typeof value === "string" && type.startsWith("TIMESTAMP")) return value.slice(0, 19).replace("T", " ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
