import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fitting, type Span, spanOf } from "../between";
import classes from "./Between.module.css";

interface Props {
  /** What is excluded, in words. */
  name: string;
  item: unknown;
  /** The funnel's steps, in words. */
  steps: string[];
  onChange: (span: Span) => void;
}

const LAST = "";

/** Between which two steps an exclusion counts. */
export function Between({ name, item, steps, onChange }: Props) {
  const { t } = useTranslation("explore");
  const { after, before } = fitting(spanOf(item), steps.length);
  const numbered = steps.map((step, place) => ({ value: String(place + 1), label: `${place + 1} · ${step}` }));
  return (
    <div className={classes.between}>
      <NativeSelect
        size="xs"
        label={t("room.between.after")}
        aria-label={t("room.between.afterOf", { name })}
        value={String(after)}
        data={numbered.slice(0, -1)}
        onChange={(event) => onChange(fitting({ after: Number(event.currentTarget.value), before }, steps.length))}
      />
      <NativeSelect
        size="xs"
        label={t("room.between.before")}
        aria-label={t("room.between.beforeOf", { name })}
        value={before === null ? LAST : String(before)}
        data={[...numbered.slice(after, -1), { value: LAST, label: `${steps.length} · ${steps.at(-1) ?? ""}` }]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange({ after, before: chosen === LAST ? null : Number(chosen) });
        }}
      />
    </div>
  );
}
