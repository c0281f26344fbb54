/** What the map's URL holds: internal ids and dates only. */
export interface MapSearch {
  /** Audience. */
  a?: number;
  /** Days of the workspace's zone, both included. */
  from?: string;
  to?: string;
  /** The comparison's audience; 0 is everybody. */
  ca?: number;
  cfrom?: string;
  cto?: string;
  mode?: "read";
  table?: true;
  /** Folded lanes, parted by dots. */
  fold?: string;
}

/** The part that changes what is drawn, not how. */
export type Asked = Pick<MapSearch, "a" | "from" | "to" | "ca" | "cfrom" | "cto">;

export const askedOf = ({ a, from, to, ca, cfrom, cto }: MapSearch) => ({ a, from, to, ca, cfrom, cto }) as Asked;

export const LANES = ["touchpoints", "feeling", "channels", "scores"] as const;
export type LaneName = (typeof LANES)[number];

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

export function foldedLanes(fold: string | undefined): ReadonlySet<LaneName> {
  const words = new Set(fold?.split("."));
  return new Set(LANES.filter((lane) => words.has(lane)));
}

export function foldOf(lanes: ReadonlySet<LaneName>): string | undefined {
  return LANES.filter((lane) => lanes.has(lane)).join(".") || undefined;
}

/** Drops what is unknown, malformed or the default, so that one view has one address. */
export function parseMapSearch(search: Record<string, unknown>): MapSearch {
  const [from, to] = daysOf(search.from, search.to);
  const [cfrom, cto] = daysOf(search.cfrom, search.cto);
  const read: { [Key in keyof MapSearch]: MapSearch[Key] | undefined } = {
    a: idOf(search.a, 1),
    from,
    to,
    ca: idOf(search.ca, 0),
    cfrom,
    cto,
    mode: search.mode === "read" ? "read" : undefined,
    table: search.table === true ? true : undefined,
    fold: typeof search.fold === "string" ? foldOf(foldedLanes(search.fold)) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const isComparing = ({ ca, cfrom, cto }: MapSearch) => [ca, cfrom, cto].some((value) => value !== undefined);
