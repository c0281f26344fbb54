import { useMemo } from "react";
import type { Analysis, Parameters } from "../../api/explore";
import { FORMS, idle, isKnown, PROPERTIES } from "./known";
import { currentOf, type Parameter, parametersOf } from "./schema";

/** The parameter that says whose value counts in a breakdown: it means something only where there is one. */
const BREAKDOWN = "breakdown_at";

/** The parameters of an analysis by where they stand: in the sentence, in the line under it, folded, beside the breakdown. */
export function useFields({ name, parameters: schema }: Analysis, parameters: Parameters) {
  const all = useMemo(
    () =>
      parametersOf(schema).map(
        (field): Parameter =>
          PROPERTIES[name]?.includes(field.name) ? { ...field, control: { as: "property" } } : field,
      ),
    [name, schema],
  );
  const grouped = all.find(({ name: own }) => own === BREAKDOWN);
  const rest = all.filter((field) => field !== grouped);
  if (!isKnown(name)) return { all, near: rest, folded: [], grouped };
  const { asked, near } = FORMS[name];
  const values = Object.fromEntries(all.map((field) => [field.name, currentOf(parameters, field)]));
  const without = new Set(idle(name, values));
  return {
    all,
    near: near.flatMap((word) => all.filter((field) => field.name === word && !without.has(word))),
    folded: rest.filter((field) => ![...asked, ...near].includes(field.name) && !without.has(field.name)),
    grouped,
  };
}
