import type { Words } from "./words";

const isShare = (measure: string) => /share$|^before_outcome$|^position$/.test(measure);

/** A number of a column of a table, by what its name says it is. */
export function valueText(value: number, measure: string, { format }: Words): string {
  if (isShare(measure)) return format.percent(value, 1);
  if (measure.endsWith("_s")) return format.duration(value);
  return Number.isInteger(value) ? format.number(value) : format.decimal(value, Math.abs(value) < 10 ? 2 : 1);
}

/** A difference of such numbers with its sign; of shares in points. */
export function differenceText(value: number, measure: string, words: Words): string {
  if (isShare(measure)) return words.t("pictures.points", { n: words.format.signed(value * 100) });
  const sign = value > 0 ? "+" : value < 0 ? "\u2212" : "";
  return `${sign}${valueText(Math.abs(value), measure, words)}`;
}

/** The bounds of a difference. */
export function boundsText(low: number | null, high: number | null, measure: string, words: Words): string {
  if (low === null || high === null) return "";
  if (isShare(measure)) return words.shares(low, high);
  return words.t("room.interval", {
    low: differenceText(low, measure, words),
    high: differenceText(high, measure, words),
  });
}
