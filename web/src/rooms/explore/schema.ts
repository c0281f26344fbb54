import type { Parameters, Schema } from "../../api/explore";

/** What a person sets it with. */
export type Control =
  /**
   * `ordered`: their order counts; `within`: each stands in this field of an object of its own; `between`: that object
   * also says between which of the funnel's steps it counts.
   */
  | { as: "steps"; least: number; most: number; ordered: boolean; within: string | null; between: boolean }
  | { as: "place" }
  | { as: "choice"; options: string[] }
  | { as: "duration" }
  | { as: "number"; least: number | undefined; most: number | undefined; whole: boolean }
  | { as: "flag" }
  | { as: "ranges" }
  | { as: "property" }
  | { as: "text" }
  | { as: "json" };

export interface Parameter {
  name: string;
  control: Control;
  /** Whether it may also be nothing. */
  optional: boolean;
  /** In English, as the analysis describes it. */
  description: string;
  initial: unknown;
}

export const DURATION = /^\s*\d+(\.\d+)?\s*(ms|s|m|h|d|w)\s*$/;

/** The parameters of an analysis by its JSON schema, in their order. */
export function parametersOf(schema: Schema): Parameter[] {
  const defs = schema.$defs ?? {};
  return Object.entries(schema.properties ?? {}).map(([name, own]) => {
    const variants = flat(own, defs);
    const kinds = variants.filter(({ type }) => type !== "null");
    return {
      name,
      control: controlOf(kinds, own, defs),
      optional: kinds.length < variants.length,
      description: own.description ?? "",
      initial: own.default ?? null,
    };
  });
}

/** What it is set to: as given, else as it starts out. */
export const currentOf = (parameters: Parameters, { name, initial }: Parameter) =>
  name in parameters ? parameters[name] : initial;

/** A schema as the list of what it may be, references followed. */
function flat(schema: Schema, defs: Record<string, Schema>): Schema[] {
  if (schema.$ref) {
    const found = defs[schema.$ref.split("/").at(-1) ?? ""];
    return found ? [{ title: schema.$ref.split("/").at(-1) ?? "", ...found }] : [];
  }
  return schema.anyOf ? schema.anyOf.flatMap((one) => flat(one, defs)) : [schema];
}

const isStep = (kinds: Schema[]) => kinds.some(({ title, type }) => title === "Step" && type === "object");

function controlOf(kinds: Schema[], own: Schema, defs: Record<string, Schema>): Control {
  const [kind] = kinds;
  if (isStep(kinds)) return { as: "place" };
  if (kind?.type === "array" && kind.items) {
    const items = flat(kind.items, defs);
    const bounds = { least: kind.minItems ?? 0, most: kind.maxItems ?? 32 };
    if (isStep(items)) return { as: "steps", ...bounds, ordered: true, within: null, between: false };
    const within = items.flatMap(({ properties }) =>
      Object.keys(properties ?? {}).filter((field) => isStep(flat(properties?.[field] ?? {}, defs))),
    )[0];
    const between = items.some(({ properties }) => properties?.after && properties.before);
    if (within !== undefined) return { as: "steps", ...bounds, ordered: false, within, between };
    const [pair] = items;
    if (pair?.prefixItems?.length === 2 && pair.prefixItems.every(({ type }) => type === "integer"))
      return { as: "ranges" };
  }
  if (kinds.length !== 1 || !kind) return { as: "json" };
  if (kind.enum) return { as: "choice", options: kind.enum };
  if (kind.type === "boolean") return { as: "flag" };
  if (kind.type === "integer" || kind.type === "number")
    return { as: "number", least: kind.minimum, most: kind.maximum, whole: kind.type === "integer" };
  if (kind.type === "string")
    return typeof own.default === "string" && DURATION.test(own.default) ? { as: "duration" } : { as: "text" };
  return { as: "json" };
}
