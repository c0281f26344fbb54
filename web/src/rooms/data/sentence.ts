import type { Role } from "../../api/types";
import { columnsOf, type Roles } from "./mapping";

export interface Slot {
  slot: string;
}

/** Splits "the time is <time/> in <zone/>" at its slots, in the order of its language. */
export function sentenceParts(template: string): (string | Slot)[] {
  return template
    .split(/(<\w+\/>)/)
    .filter((part) => part !== "")
    .map((part) => {
      const slot = /^<(\w+)\/>$/.exec(part)?.[1];
      return slot === undefined ? part : { slot };
    });
}

const OPTIONAL = ["surface", "value", "score", "scale", "actor"] as const satisfies Role[];

export type SentenceKey = "main" | "mainZoned" | "channel" | "withoutChannel" | (typeof OPTIONAL)[number];

/** Which sentences say this mapping. `zoned`: the times name their zone themselves, so none is asked. */
export function sentencesOf(roles: Roles, zoned: boolean): SentenceKey[] {
  const has = (role: Role) => columnsOf(roles, role).length > 0;
  return [zoned ? "mainZoned" : "main", has("channel") ? "channel" : "withoutChannel", ...OPTIONAL.filter(has)];
}
