import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Format, useFormat } from "../../ui/format";
import { spanText } from "./between";
import { DURATION, type Parameter } from "./schema";
import { labelOf } from "./step";

const UNITS_S: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A length of time as the server writes it ("14d"), in seconds; none where it is not one. */
export function secondsOf(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const [, amount = "", unit = ""] = /([\d.]+)\s*([a-z]+)/.exec(text) ?? [];
  return Number(amount) * (UNITS_S[unit] ?? Number.NaN);
}

const humanised = (word: string) => {
  const plain = word.replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

export interface Words {
  /** The name of an analysis. */
  title: (analysis: string) => string;
  /** What it answers, in a line. */
  card: (analysis: string, summary: string) => string;
  parameter: (name: string) => string;
  hint: (parameter: Parameter) => string;
  /** A choice as it stands by itself. */
  choice: (name: string, value: string) => string;
  /** What a parameter is set to, as it stands in a sentence. */
  value: (parameter: Parameter, value: unknown) => string;
  column: (head: string) => string;
}

/** The words of one analysis: those that the page has, else those that it brought itself. */
export function useWords(analysis: string): Words {
  const { t, i18n } = useTranslation("explore");
  const format = useFormat();
  return useMemo(() => {
    const known = (key: string) =>
      i18n.exists(`room.${key}`, { ns: "explore" }) ? String(t(`room.${key}` as never)) : undefined;
    const first = (keys: string[], otherwise: string) => {
      for (const key of keys) {
        const found = known(key);
        if (found !== undefined) return found;
      }
      return otherwise;
    };
    const choice = (name: string, value: string) =>
      first([`choice.${analysis}_${name}_${value}`, `choice.${name}_${value}`], humanised(value));
    return {
      title: (name) => first([`analysis.${name}.name`], humanised(name)),
      card: (name, summary) => first([`analysis.${name}.card`], summary),
      parameter: (name) => first([`parameter.${analysis}_${name}`, `parameter.${name}`], humanised(name)),
      hint: ({ name, description }) => first([`hint.${analysis}_${name}`, `hint.${name}`], description),
      choice,
      value: (parameter, value) => {
        const { name } = parameter;
        if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
          return first([`none.${analysis}_${name}`, "none.any"], "");
        if (parameter.control.as === "choice")
          return first([`word.${analysis}_${name}_${String(value)}`], choice(name, String(value)));
        return valueWords(parameter, value, format, (key) => first([key], key));
      },
      column: (head) => first([`column.${analysis}_${head}`, `column.${head}`], humanised(head)),
    };
  }, [t, i18n, analysis, format]);
}

function valueWords({ control }: Parameter, value: unknown, format: Format, say: (key: string) => string): string {
  if (control.as === "steps")
    return (Array.isArray(value) ? value : [])
      .map((item) =>
        [labelOf(item), control.between && spanText(item) && `(${spanText(item)})`].filter(Boolean).join(" "),
      )
      .join(control.ordered ? " → " : ", ");
  if (control.as === "place") return labelOf(value);
  if (control.as === "flag") return say(value === true ? "flag.yes" : "flag.no");
  if (control.as === "number" && typeof value === "number") return format.number(value, 6);
  if (control.as === "ranges") return rangesText(value);
  if (typeof value === "string") {
    const seconds = control.as === "duration" ? secondsOf(value) : undefined;
    return seconds === undefined ? value : format.duration(seconds);
  }
  return JSON.stringify(value);
}

/** Brackets as they are typed: "0, 1-3, 4-11". */
export const rangesText = (value: unknown) =>
  (Array.isArray(value) ? (value as [number, number][]) : [])
    .map(([low, high]) => (low === high ? String(low) : `${low}-${high}`))
    .join(", ");
