import type { Match } from "../../api/types";

export const FIELDS = ["name", "channel", "surface"] as const;
export type Field = (typeof FIELDS)[number];

/** A match as it is edited: it keeps its key while its place and its fields change. */
export interface Draft {
  key: number;
  match: Match;
}

export const isBlank = (match: Match) => FIELDS.every((field) => match[field] === null || match[field] === undefined);

/** A field as it was typed; nothing typed: anything fits. */
export const typed = (match: Match, field: Field, text: string): Match => ({
  ...match,
  [field]: text.trim() === "" ? null : text,
});

/** The rule of the drafts: those that say something. */
export const ruleOf = (drafts: Draft[]): Match[] =>
  drafts
    .filter(({ match }) => !isBlank(match))
    .map(({ match }) => ({
      name: match.name ?? null,
      channel: match.channel ?? null,
      surface: match.surface ?? null,
    }));

export const sameRule = (a: Match[], b: Match[]) =>
  a.length === b.length &&
  a.every((one, i) => FIELDS.every((field) => (one[field] ?? null) === (b[i]?.[field] ?? null)));

/** Of the kinds that a rule fits, those that stay with, or are taken from, other touchpoints: the first one wins. */
export function rivals<T extends { touchpoint_id: string | null }>(
  claimed: T[],
  order: string[],
  own: string | null,
): { kept: T[]; taken: T[] } {
  // A new touchpoint stands at the end of its stage: what others hold, they keep.
  const at = own === null ? order.length : order.indexOf(own);
  const others = claimed.filter(({ touchpoint_id: id }) => id !== null && id !== own);
  const before = ({ touchpoint_id: id }: T) => order.indexOf(id ?? "") < at;
  return { kept: others.filter(before), taken: others.filter((one) => !before(one)) };
}
