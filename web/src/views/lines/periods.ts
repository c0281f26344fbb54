import type { Format } from "../../ui/format";
import type { Trends } from "./model";

const at = (from: string) => (from.length > 10 ? from : `${from}T12:00:00Z`);

/** A period as it is said of one: "14 Sep 2026". */
export function periodText(from: string, unit: Trends["unit"], format: Format): string {
  if (unit === "hour") return format.dateTime(at(from));
  if (unit === "month") return format.monthYear(at(from));
  return unit === "day" ? `${format.weekday(at(from))} ${format.year(at(from))}` : format.date(at(from));
}

/** Which periods stand under the axis: as many as have room, evenly, with the shortest text that tells them apart. */
export function axisOf(
  periods: { from: string }[],
  unit: Trends["unit"],
  room: number,
  format: Format,
): { place: number; text: string }[] {
  const many = Math.max(1, Math.floor(room / 84));
  const every = niceStep(Math.ceil(periods.length / many), unit);
  const start = periods.findIndex(({ from }) => isRound(from, every, unit));
  return periods.flatMap(({ from }, place) => {
    if ((place - Math.max(start, 0)) % every !== 0 || place < start) return [];
    return [{ place, text: textOf(from, unit, every, format) }];
  });
}

const STEPS: Record<Trends["unit"], number[]> = {
  hour: [1, 3, 6, 12, 24, 48, 168],
  day: [1, 2, 7, 14, 28],
  week: [1, 2, 4, 8, 13, 26],
  month: [1, 2, 3, 6, 12, 24],
};

function niceStep(least: number, unit: Trends["unit"]): number {
  const steps = STEPS[unit];
  const last = steps.at(-1) as number;
  return steps.find((step) => step >= least) ?? Math.ceil(least / last) * last;
}

/** Weeks begin on Monday, days at midnight, years in January: axes that begin there are read at once. */
function isRound(from: string, every: number, unit: Trends["unit"]): boolean {
  if (unit === "hour") return every < 24 ? Number(from.slice(11, 13)) % every === 0 : from.slice(11, 13) === "00";
  if (unit === "day") return every < 7 || new Date(at(from)).getUTCDay() === 1;
  if (unit === "month") return (Number(from.slice(5, 7)) - 1) % Math.min(every, 12) === 0;
  return true;
}

function textOf(from: string, unit: Trends["unit"], every: number, format: Format): string {
  if (unit === "hour" && every < 24) return format.hour(at(from));
  if (unit === "month") return every >= 12 ? format.year(at(from)) : format.monthYear(at(from));
  return format.dayMonth(at(from));
}
