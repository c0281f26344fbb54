import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormat, type Format } from "../../ui/format";

/** What pictures write with: the words of the page, and its figures. */
export interface Words {
  t: TFunction<"explore">;
  format: Format;
  /** "40.9 %"; nothing known is a dash. */
  share: (share: number | null) => string;
  /** "[40.0 to 41.8]" of two shares; empty where they are not known. */
  shares: (low: number | null, high: number | null) => string;
  /** "12 min [10 min to 15 min]"; the time alone where its interval is not known. */
  time: (seconds: number, low: number | null, high: number | null) => string;
  /** Share with interval. */
  sure: (cell: Share) => string;
  /** The sides of a comparison. */
  here: string;
  there: string;
  /** The name of a column of tables. */
  column: (analysis: string, head: string) => string;
}

export interface Share {
  share: number | null;
  low: number | null;
  high: number | null;
}

export function wordsOf(
  t: TFunction<"explore">,
  language: string,
  timezone: string,
  has: (key: string) => boolean,
  compareName?: string | null,
): Words {
  const format = createFormat(language, timezone);
  const share = (value: number | null) =>
    value === null ? "–" : format.percent(value, value === 0 || value === 1 ? 0 : 1);
  // Added to zero, a bound that is rounded away loses its minus.
  const bound = (value: number) => format.decimal(Number((value * 100).toFixed(1)) + 0, 1);
  const shares = (low: number | null, high: number | null) =>
    low === null || high === null ? "" : t("room.interval", { low: bound(low), high: bound(high) });
  return {
    t,
    format,
    here: t("pictures.here"),
    there: compareName || t("pictures.there"),
    share,
    shares,
    time: (seconds, low, high) => {
      const bounds = low === null || high === null ? [] : [low, high].map(format.duration);
      const text = bounds.length > 0 ? t("room.interval", { low: bounds[0], high: bounds[1] }) : "";
      return [format.duration(seconds), text].filter(Boolean).join(" ");
    },
    sure: (cell) => [share(cell.share), shares(cell.low, cell.high)].filter(Boolean).join(" "),
    column: (analysis, head) => {
      const key = [`room.column.${analysis}_${head}`, `room.column.${head}`].find(has);
      const plain = head.replaceAll("_", " ");
      return key ? String(t(key as never)) : plain.charAt(0).toUpperCase() + plain.slice(1);
    },
  };
}

/** `compareName`: what is compared with, where that has a name. */
export function usePictureWords(timezone: string, compareName?: string | null): Words {
  const { t, i18n } = useTranslation("explore");
  return useMemo(
    () => wordsOf(t, i18n.language, timezone, (key) => i18n.exists(key, { ns: "explore" }), compareName),
    [t, i18n, i18n.language, timezone, compareName],
  );
}
