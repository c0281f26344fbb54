import type { Parameters } from "../../api/explore";
import { parseScope, type ScopeSearch } from "../../ui/scope/search";

/** What the address of an analysis holds: the whole question, so that it can be sent to somebody or gone back to. */
export interface ExploreSearch extends ScopeSearch {
  /** Only events of this rule. */
  where?: string;
  /** The same for each group of customers, by this property or dimension. */
  group?: string;
  /** Its own parameters; none: those it starts with. */
  p?: Parameters;
}

export type Change = (patch: { [Key in keyof ExploreSearch]: ExploreSearch[Key] | undefined }) => void;

const LONGEST_RULE = 10_000;

const textOf = (value: unknown) =>
  typeof value === "string" && value.trim() && value.length <= LONGEST_RULE ? value : undefined;

/** Drops what is unknown or malformed. Whether parameters are right is the server's to say. */
export function parseExploreSearch(search: Record<string, unknown>): ExploreSearch {
  const given = search.p;
  const read = {
    ...parseScope(search),
    where: textOf(search.where),
    group: textOf(search.group),
    p: typeof given === "object" && given !== null && !Array.isArray(given) ? (given as Parameters) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
