import { pickOf, type Variant } from "../figure/answers";
import type { Mark } from "../figure/marks";
import type { Words } from "../figure/words";
import type { Funnel, Step } from "./river";

/** What a step says of itself. */
export function stepMark(
  step: Step,
  of: Funnel,
  words: Words,
  place: { x: number; y: number },
  at?: Variant<Funnel>,
): Mark {
  const { t, format } = words;
  const { customers, dropped, in_window, median_s, median_low, median_high } = step;
  const lines: Mark["lines"] = [[t("pictures.steps.reached"), format.number(customers)]];
  if (step.step > 1) {
    lines.push([t("pictures.steps.ofBefore"), words.sure(step)]);
    lines.push([t("pictures.steps.ofAll"), words.share(of.n > 0 ? customers / of.n : null)]);
    if (median_s !== null) lines.push([t("pictures.steps.medianTime"), words.time(median_s, median_low, median_high)]);
  }
  if (dropped > 0) lines.push([t("pictures.steps.dropped"), format.number(dropped)]);
  if (in_window > 0) lines.push([t("pictures.steps.inTime"), format.number(in_window)]);
  const named = `${step.step} ${step.name}`;
  return {
    id: `${at?.name ?? ""}/${step.step}`,
    ...place,
    title: at?.name ? `${at.name} · ${named}` : named,
    lines,
    pick: pickOf({ step: step.step, name: step.name }, "customers", at),
  };
}

/** Those who left a step, or still can go on from it: marks of their own, because who they are is what is asked most. */
export function partMark(
  step: Step,
  measure: "dropped" | "in_window",
  words: Words,
  place: { x: number; y: number },
): Mark {
  const { t, format } = words;
  const n = step[measure];
  const share = step.customers > 0 ? n / step.customers : null;
  return {
    id: `${measure}/${step.step}`,
    ...place,
    title: t(measure === "dropped" ? "pictures.steps.droppedAfter" : "pictures.steps.inTimeAfter", { name: step.name }),
    lines: [
      ["", format.number(n)],
      [t("pictures.steps.ofStep"), words.share(share)],
    ],
    pick: pickOf({ step: step.step, name: step.name }, measure),
  };
}
