import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../api/queries";
import type { Period } from "../../api/types";
import { useFormat } from "../format";
import type { ScopeSearch } from "./search";

export interface Naming {
  who: (audience: number) => string;
  days: (period: Period) => string;
}

/** An answer and the one it is compared with. */
interface Shown {
  answer: { period: Period };
  compare: { period: Period } | null;
}

/** What is compared with, by what differs: the audience, the period, or both; the audience where nothing does. */
export function comparedWith({ answer, compare }: Shown, { a, ca }: ScopeSearch, { who, days }: Naming): string | null {
  if (!compare) return null;
  const others = (a ?? 0) !== (ca ?? 0);
  const then = answer.period.from !== compare.period.from || answer.period.to !== compare.period.to;
  const pieces = [...(others || !then ? [who(ca ?? 0)] : []), ...(then ? [days(compare.period)] : [])];
  return pieces.join(" · ");
}

/** Of whom an answer is, null for everybody, and what it is compared with, null where it is not. */
export function useNames(drawn: { shown: Shown; of: ScopeSearch } | undefined, timezone: string) {
  const { t } = useTranslation("map");
  const format = useFormat(timezone);
  const audiences = useQuery(audiencesQuery);
  if (!drawn) return { audienceName: null, compareName: null };
  const who = (audience: number) =>
    audience === 0
      ? t("audience.everybody")
      : (audiences.data?.find(({ id }) => Number(id) === audience)?.name ?? t("audience.unknown"));
  // The end is exclusive; the last day is the one of the moment before it.
  const days = ({ from, to }: Period) => format.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
  return {
    audienceName: drawn.of.a === undefined ? null : who(drawn.of.a),
    compareName: comparedWith(drawn.shown, drawn.of, { who, days }),
  };
}
