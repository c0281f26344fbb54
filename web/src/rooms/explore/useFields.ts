import { useMemo } from "react";
import type { Analysis, Parameters } from "../../api/explore";
import { FORMS, idle, isKnown, PROPERTIES } from "./known";
import { currentOf, type Parameter, parametersOf } from "./schema";

/** The parameters of an analysis by where they stand: in the sentence, in the line under it, folded. */
export function useFields({ name, parameters: schema }: Analysis, parameters: Parameters) {
  const all = useMemo(
    () =>
      parametersOf(schema).map(
        (field): Parameter =>
          PROPERTIES[name]?.includes(field.name) ? { ...field, control: { as: "property" } } : field,
      ),
    [name, schema],
  );
  if (!isKnown(name)) return { all, near: all, folded: [] };
  const { asked, near } = FORMS[name];
  const values = Object.fromEntries(all.map((field) => [field.name, currentOf(parameters, field)]));
  const without = new Set(idle(name, values));
  return {
    all,
    near: near.flatMap((word) => all.filter((field) => field.name === word && !without.has(word))),
    folded: all.filter((field) => !asked.includes(field.name) && !near.includes(field.name)),
  };
}
