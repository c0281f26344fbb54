import type { CustomerEvent } from "../../api/types";

export interface Facts {
  /** The last stage that was reached, and when the customer came there. */
  stage: { name: string; since: string } | null;
  feelings: { time: string; valence: number }[];
  /** Sum of the values of all events, or null where none has a value. */
  value: number | null;
}

/** What one customer's events add up to; events come in order of time. */
export function factsOf(events: CustomerEvent[]): Facts {
  const placed = events.filter(({ stage }) => stage !== null);
  const name = placed.at(-1)?.stage ?? null;
  const before = placed.findLastIndex(({ stage }) => stage !== name);
  const values = events.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    stage: name === null ? null : { name, since: placed[before + 1]?.time ?? "" },
    feelings: events.flatMap(({ time, valence }) => (valence === null ? [] : [{ time, valence }])),
    value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
  };
}

/** Up to two letters that stand for a name; a key that is no name gives its first letter or digit. */
export function initialsOf(key: string): string {
  const words = key
    .split("@")[0]
    ?.split(/[\s._-]+/)
    .filter((word) => /^\p{L}/u.test(word));
  const letters = (words ?? []).map((word) => [...word][0] ?? "");
  if (letters.length >= 2) return `${letters[0]}${letters.at(-1)}`.toUpperCase();
  return (letters[0] ?? [...key][0] ?? "").toUpperCase();
}
