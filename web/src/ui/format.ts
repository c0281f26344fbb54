import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const THIN = "\u202F";
const MINUS = "\u2212";

export interface Format {
  number: (value: number, maximumDigits?: number) => string;
  decimal: (value: number, digits: number) => string;
  /** 12,340 as 12.3k in the language's own way. */
  compact: (value: number) => string;
  /** A share of 0 to 1 as per cent, with a thin gap before the sign. */
  percent: (share: number, digits?: number) => string;
  /** A valence or difference with its sign, minus as a true minus. */
  signed: (value: number, digits?: number) => string;
  money: (value: number, currency: string) => string;
  bytes: (count: number) => string;
  date: (iso: string) => string;
  longDate: (iso: string) => string;
  dateTime: (iso: string) => string;
  time: (iso: string) => string;
  /** With its seconds. */
  second: (iso: string) => string;
  dayMonth: (iso: string) => string;
  weekday: (iso: string) => string;
  hour: (iso: string) => string;
  monthYear: (iso: string) => string;
  year: (iso: string) => string;
  /** Both ends included, as the language writes a range of days. */
  dateRange: (fromIso: string, toIso: string) => string;
  /** A p value; below 0.001 only that it is. */
  probability: (p: number) => string;
  /** The two largest units of a length of time: "4 d 6 h". */
  duration: (seconds: number) => string;
  list: (words: string[]) => string;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

export function durationParts(seconds: number): { unit: (typeof UNITS)[number][0]; count: number }[] {
  const total = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([, size]) => total >= size);
  if (first === -1) return [{ unit: "second", count: 0 }];
  const [unit, size] = UNITS[first] as (typeof UNITS)[number];
  const finer = UNITS[first + 1];
  const [count, rest] = finer
    ? [Math.floor(Math.round(total / finer[1]) / (size / finer[1])), Math.round(total / finer[1]) % (size / finer[1])]
    : [total, 0];
  if (!finer || rest === 0 || count >= 10) return [{ unit, count: count >= 10 ? Math.round(total / size) : count }];
  return [
    { unit, count },
    { unit: finer[0], count: rest },
  ];
}

/** All figures of one language and time zone. Times are shown in the workspace's zone, never in the reader's. */
export function createFormat(language: string, timeZone?: string): Format {
  const zone = timeZone ? { timeZone } : {};
  const locale = language === "en" ? "en-GB" : language;
  const tidy = (text: string) => text.replaceAll("-", MINUS);
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...zone });
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "long", ...zone });
  const minute = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...zone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", ...zone });
  const dayAndClock = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const year = new Intl.DateTimeFormat(locale, { year: "numeric", ...zone });
  const month = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", ...zone });
  const digitsOf = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const unit = (count: number, name: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" }).format(count);

  return {
    number: (value, maximumDigits = 0) =>
      tidy(
        maximumDigits === 0
          ? integer.format(value)
          : new Intl.NumberFormat(language, { maximumFractionDigits: maximumDigits }).format(value),
      ),
    decimal: (value, digits) => tidy(digitsOf(digits).format(value)),
    compact: (value) => tidy(small.format(value)),
    percent: (share, digits = 0) => `${tidy(digitsOf(digits).format(share * 100))}${THIN}%`,
    signed: (value, digits = 1) => {
      const text = digitsOf(digits).format(Math.abs(value));
      if (Number(Math.abs(value).toFixed(digits)) === 0) return text;
      return `${value < 0 ? MINUS : "+"}${text}`;
    },
    money: (value, currency) =>
      tidy(
        new Intl.NumberFormat(language, {
          style: "currency",
          currency,
          currencyDisplay: "narrowSymbol",
          maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2,
        }).format(value),
      ),
    probability: (p) => (p < 0.001 ? `< ${digitsOf(3).format(0.001)}` : digitsOf(3).format(p)),
    bytes: (count) => {
      const [size, name] =
        count >= 1e9
          ? ([1e9, "gigabyte"] as const)
          : count >= 1e6
            ? ([1e6, "megabyte"] as const)
            : count >= 1e3
              ? ([1e3, "kilobyte"] as const)
              : ([1, "byte"] as const);
      const amount = count / size;
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit: name,
        maximumFractionDigits: amount < 10 && size > 1 ? 1 : 0,
      }).format(amount);
    },
    date: (iso) => day.format(new Date(iso)),
    longDate: (iso) => longDay.format(new Date(iso)),
    dateTime: (iso) => minute.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    second: (iso) => seconds.format(new Date(iso)),
    dayMonth: (iso) => dayOfYear.format(new Date(iso)),
    weekday: (iso) => weekday.format(new Date(iso)),
    hour: (iso) => dayAndClock.format(new Date(iso)),
    monthYear: (iso) => month.format(new Date(iso)),
    year: (iso) => year.format(new Date(iso)),
    dateRange: (fromIso, toIso) => {
      const [from, to] = [new Date(fromIso), new Date(toIso)];
      // Intl writes a Chinese range in bare numbers with slashes.
      if (language !== "zh-TW") return day.formatRange(from, to);
      const sameYear = year.format(from) === year.format(to);
      return day.format(from) === day.format(to)
        ? day.format(from)
        : `${day.format(from)}至${(sameYear ? dayOfYear : day).format(to)}`;
    },
    duration: (seconds) =>
      durationParts(seconds)
        .map(({ unit: name, count }) => unit(count, name))
        .join(" "),
    list: (words) => new Intl.ListFormat(language, { style: "long", type: "conjunction" }).format(words),
  };
}

export function useFormat(timeZone?: string): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language, timeZone), [i18n.language, timeZone]);
}
