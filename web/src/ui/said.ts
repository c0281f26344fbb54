import type { SaidValue } from "../api/types";
import type { Format } from "./format";

/** A value of the server's sentence as the reader's language writes it, told by its name and type. */
export function shownValue(name: string, value: SaidValue, language: string, format: Format): string {
  if (Array.isArray(value)) return value.join(language === "zh-TW" ? "、" : ", ");
  if (typeof value === "string") return value;
  if (name === "share") return format.percent(value);
  if (name.endsWith("_ms")) return format.duration(value / 1000);
  return format.number(value, 2);
}
