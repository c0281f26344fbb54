/** What an address says of whom and when an answer is, and what it is compared with: internal ids and days only. */
export interface ScopeSearch {
  /** Audience. */
  a?: number;
  /** Days of the workspace's zone, both included. */
  from?: string;
  to?: string;
  /** The comparison's audience; 0 is everybody. */
  ca?: number;
  cfrom?: string;
  cto?: string;
}

/** What a control changes of it; undefined takes it out. */
export type ScopeChange = (patch: { [Key in keyof ScopeSearch]: ScopeSearch[Key] | undefined }) => void;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !DAY.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? undefined : value;
}

function idOf(value: unknown, least: number): number | undefined {
  const id = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof id === "number" && Number.isSafeInteger(id) && id >= least ? id : undefined;
}

/** Two days in order, or none where they are not. */
function daysOf(from: unknown, to: unknown): [string | undefined, string | undefined] {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first && last && first > last ? [undefined, undefined] : [first, last];
}

/** What an address holds of it; what is malformed is undefined. */
export function parseScope(search: Record<string, unknown>) {
  const [from, to] = daysOf(search.from, search.to);
  const [cfrom, cto] = daysOf(search.cfrom, search.cto);
  return { a: idOf(search.a, 1), from, to, ca: idOf(search.ca, 0), cfrom, cto };
}

export const isComparing = ({ ca, cfrom, cto }: ScopeSearch) => [ca, cfrom, cto].some((value) => value !== undefined);

/** The address without a deleted audience, and without a comparison that it leaves nothing to compare with. */
export function withoutAudience({ a, ca = 0, cfrom, cto }: ScopeSearch, audience: number) {
  const rest = a === audience ? undefined : a;
  // Nothing is left to compare where the other side is gone, or is the same.
  const same = ca === audience || (ca === (rest ?? 0) && !cfrom && !cto);
  return { a: rest, ...(same && { ca: undefined, cfrom: undefined, cto: undefined }) };
}
