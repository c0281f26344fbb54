import type { Parameters } from "../../api/explore";
import { fitting, spanned, spanOf, spanText } from "./between";

/** Analyses that have words of their own here; whatever else stands on the shelf is shown by its schema alone. */
export const KNOWN = [
  "funnel",
  "paths",
  "transitions",
  "retention",
  "attribution",
  "sessions",
  "trends",
  "step_matrix",
] as const;
export type Known = (typeof KNOWN)[number];

export const isKnown = (name: string): name is Known => (KNOWN as readonly string[]).includes(name);

interface Form {
  /** In the sentence. */
  asked: readonly string[];
  /** In the line under it; the others are folded. */
  near: readonly string[];
}

export const FORMS: Record<Known, Form> = {
  funnel: { asked: ["steps", "window"], near: ["order", "exclude", "hold"] },
  paths: { asked: ["start", "end", "window"], near: ["by", "depth", "collapse"] },
  transitions: { asked: ["by"], near: ["collapse"] },
  retention: { asked: ["start", "back", "unit"], near: ["periods", "mode", "brackets", "clock"] },
  attribution: { asked: ["by", "outcome", "lookback"], near: ["property"] },
  sessions: { asked: ["by", "gap"], near: [] },
  trends: { asked: ["of", "unit"], near: ["split", "top"] },
  step_matrix: { asked: ["by", "depth"], near: ["collapse", "most"] },
};

/** Parameters that name a property: nothing in their schema says so. */
export const PROPERTIES: Partial<Record<string, readonly string[]>> = {
  attribution: ["property"],
  funnel: ["hold"],
};

/** Models whose credits for one outcome add up to 1. */
const SHARED = [
  ...["first", "last", "last_non_direct", "linear", "position", "j", "inverse_j", "time_decay"],
  ...["shapley", "markov"],
];

/** Columns of a table that add up to what the answer says, so that its last row can. */
export const SUMS: Partial<Record<Known, readonly string[]>> = {
  funnel: ["dropped", "in_window"],
  paths: ["customers", "ended", "open", "cut", "arrived"],
  transitions: ["count"],
  attribution: ["touches", ...SHARED, ...SHARED.map((model) => `${model}_value`)],
  sessions: ["begins", "ends"],
  trends: ["events", "value"],
};

const BRACKETS = [
  [0, 0],
  [1, 3],
  [4, 11],
];

/** Exclusions between steps that are no longer there count to the last. */
function withFittingExclusions(parameters: Parameters): Parameters {
  const { steps, exclude } = parameters;
  if (!Array.isArray(steps) || !Array.isArray(exclude)) return parameters;
  const fits = (item: unknown) =>
    spanText(item) === "" ? item : spanned(item, "event", fitting(spanOf(item), steps.length));
  return { ...parameters, exclude: exclude.map(fits) };
}

/** What a change brings with it: brackets are given with their mode and only with it; what is credited is one thing. */
export function settled(name: string, before: Parameters, patch: Parameters): Parameters {
  const parameters = { ...before, ...patch };
  if (name === "attribution" && "by" in patch) return { ...parameters, property: null };
  if (name === "funnel" && "steps" in patch) return withFittingExclusions(parameters);
  if (name !== "retention") return parameters;
  const { brackets, ...rest } = parameters;
  if (parameters.mode !== "bracket") return rest;
  return { ...rest, brackets: Array.isArray(brackets) && brackets.length > 0 ? brackets : BRACKETS };
}

/** What would leave a part of the answer out; the page draws all of it. */
const PARTS: Partial<Record<string, readonly string[]>> = { transitions: ["measures"], attribution: ["models"] };

/** Parameters that mean nothing as the others stand, or on the page. */
export const idle = (name: string, parameters: Parameters): readonly string[] =>
  name === "retention" ? (parameters.mode === "bracket" ? ["periods"] : ["brackets"]) : (PARTS[name] ?? []);
