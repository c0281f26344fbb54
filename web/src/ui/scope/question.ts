import type { MapQuestion, Scope, Status } from "../../api/types";
import { isComparing, type ScopeSearch } from "./search";
import { dayIn, nextDay, startOfDay } from "./zone";

type Known = Pick<Status, "timezone" | "oldest" | "newest">;

function scopeOf(audience: number | undefined, from: string | undefined, to: string | undefined, known: Known): Scope {
  const { timezone, oldest, newest } = known;
  const scope: Scope = audience ? { audience: String(audience) } : {};
  if ((from === undefined && to === undefined) || oldest === null || newest === null) return scope;
  const first = from ?? dayIn(oldest, timezone);
  const last = to ?? dayIn(newest, timezone);
  // An open side that ends before the other begins asks for that one day, which then says that nothing is there.
  const [low, high] = first <= last ? [first, last] : from === undefined ? [last, last] : [first, first];
  return { ...scope, period: { from: startOfDay(low, timezone), to: startOfDay(nextDay(high), timezone) } };
}

/** What the URL asks, as the server takes it: days become instants of the workspace's zone, the end exclusive. */
export function questionOf(search: ScopeSearch, known: Known): MapQuestion {
  const { a, from, to, ca, cfrom, cto } = search;
  const question = scopeOf(a, from, to, known);
  return isComparing(search) ? { ...question, compare: scopeOf(ca, cfrom, cto, known) } : question;
}
