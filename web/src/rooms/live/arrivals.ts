import type { Arrivals, Arrived } from "../../api/live";

export const KEPT = 200;
export const SECONDS = 60;

/** What was seen of the stream: the newest events first, and how many came in each of the last sixty seconds. */
export interface Seen {
  events: Arrived[];
  /** By second since 1970. */
  counts: Map<number, number>;
  /** While paused: how many came that are not in the list, and the newest of them. */
  held: number;
  waiting: Arrived[];
}

export const NOTHING: Seen = { events: [], counts: new Map(), held: 0, waiting: [] };

/** `first`: what stood in the log before, which did not come now. */
export function added(seen: Seen, told: Arrivals, now: number, { paused = false, first = false } = {}): Seen {
  const second = Math.floor(now / 1000);
  const counts = new Map([...seen.counts].filter(([at]) => at > second - SECONDS));
  const came = told.events.length + told.passed_over;
  if (came > 0 && !first) counts.set(second, (counts.get(second) ?? 0) + came);
  const waiting = newest(seen.waiting, told.events);
  const held = { ...seen, counts, held: seen.held + came, waiting };
  return paused ? held : released(held);
}

/** What was held back comes into the list. */
export const released = (seen: Seen): Seen => ({
  ...seen,
  events: newest(seen.events, [...seen.waiting].reverse()),
  held: 0,
  waiting: [],
});

/** A list with the newest first, and what came after it, the oldest first. */
function newest(list: Arrived[], came: Arrived[]): Arrived[] {
  const known = new Set(list.map(({ arrival }) => arrival));
  const fresh = came.filter(({ arrival }) => !known.has(arrival)).reverse();
  return [...fresh, ...list].slice(0, KEPT);
}

/** How many came in each of the last sixty seconds, the oldest first; the one that runs is left out. */
export function perSecond(counts: Map<number, number>, now: number): number[] {
  const second = Math.floor(now / 1000);
  return Array.from({ length: SECONDS }, (_, back) => counts.get(second - SECONDS + back) ?? 0);
}

/** Events that hold every word of a filter, in their name, channel, page or key. */
export function fitting(events: Arrived[], filter: string): Arrived[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return events;
  return events.filter(({ name, channel, surface, key }) => {
    const text = [name, channel, surface, key].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
