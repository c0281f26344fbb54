/** What a step or an anchor stands for. */
export const PLACES = ["stage", "touchpoint", "event"] as const;
export type PlaceKind = (typeof PLACES)[number];

/** A step as the server takes it. */
export type Step = string | ({ [Kind in PlaceKind]?: string } & { match?: unknown[]; name?: string });

interface Matching {
  name?: string | null;
  channel?: string | null;
  surface?: string | null;
}

/** What the answer calls a step; empty where it says nothing that can be read. */
export function labelOf(step: unknown): string {
  if (typeof step === "string") return step;
  if (typeof step !== "object" || step === null) return "";
  const { name, event, touchpoint, stage, match } = step as Exclude<Step, string>;
  const said = name ?? event ?? touchpoint ?? stage;
  if (said !== undefined) return typeof said === "string" ? said : labelOf(said);
  return (Array.isArray(match) ? (match as Matching[]) : [])
    .map((rule) => rule.name ?? rule.surface ?? rule.channel ?? "*")
    .join(" / ");
}

export const kindOf = (step: unknown): PlaceKind | undefined =>
  typeof step === "object" && step !== null ? PLACES.find((kind) => kind in step) : undefined;

/** A list with one of its items moved by one place, where that is possible. */
export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const result = [...items];
  const [item] = result.splice(from, 1);
  if (item !== undefined) result.splice(Math.min(Math.max(from + by, 0), items.length - 1), 0, item);
  return result;
}
