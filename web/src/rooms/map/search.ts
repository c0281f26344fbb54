import { parseScope, type ScopeSearch } from "../../ui/scope/search";

/** What the map's URL holds: internal ids and dates only. */
export interface MapSearch extends ScopeSearch {
  mode?: "read";
  table?: true;
  /** Folded lanes, parted by dots. */
  fold?: string;
}

/** The part that changes what is drawn, not how. */
export const askedOf = ({ a, from, to, ca, cfrom, cto }: MapSearch) => ({ a, from, to, ca, cfrom, cto }) as ScopeSearch;

export const LANES = ["touchpoints", "feeling", "channels", "scores"] as const;
export type LaneName = (typeof LANES)[number];

export function foldedLanes(fold: string | undefined): ReadonlySet<LaneName> {
  const words = new Set(fold?.split("."));
  return new Set(LANES.filter((lane) => words.has(lane)));
}

export function foldOf(lanes: ReadonlySet<LaneName>): string | undefined {
  return LANES.filter((lane) => lanes.has(lane)).join(".") || undefined;
}

/** Drops what is unknown, malformed or the default, so that one view has one address. */
export function parseMapSearch(search: Record<string, unknown>): MapSearch {
  const read: { [Key in keyof MapSearch]: MapSearch[Key] | undefined } = {
    ...parseScope(search),
    mode: search.mode === "read" ? "read" : undefined,
    table: search.table === true ? true : undefined,
    fold: typeof search.fold === "string" ? foldOf(foldedLanes(search.fold)) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
