import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import acts from "../../../ui/edits/Acts.module.css";
import { rangesText } from "../words";
import classes from "./Field.module.css";
import type { ParameterProps } from "./ParameterWord";
import { readAs } from "./reading";

interface Props extends ParameterProps {
  /** Enter was pressed on something that can be read. */
  onDone?: () => void;
}

const UNITS = ["ms", "s", "m", "h", "d", "w"] as const;
const FEW = 3;

/** A parameter as a field with its name and what it means. It is kept on Enter and on leaving. */
export function Field(props: Props) {
  const { parameter, value, words, onChange } = props;
  const { name, control, optional } = parameter;
  const label = words.parameter(name);
  const hint = words.hint(parameter);
  const id = useId();
  if (control.as === "choice" || control.as === "flag") {
    const options = control.as === "flag" ? ["true", "false"] : control.options;
    const data = [
      ...options.map((option) => ({
        value: option,
        label: control.as === "flag" ? words.value(parameter, option === "true") : words.choice(name, option),
      })),
      ...(optional ? [{ value: "", label: words.value(parameter, null) }] : []),
    ];
    const choose = (text: string) => onChange(text === "" ? null : control.as === "flag" ? text === "true" : text);
    const shown = value === null || value === undefined ? "" : String(value);
    return (
      <div className={classes.field}>
        <span className={classes.label} id={id}>
          {label}
        </span>
        {data.length <= FEW ? (
          <SegmentedControl
            size="xs"
            aria-labelledby={id}
            value={shown}
            data={data}
            onChange={choose}
            classNames={{ root: acts.switch ?? "", indicator: acts.indicator ?? "", label: acts.label ?? "" }}
          />
        ) : (
          <NativeSelect
            aria-labelledby={id}
            value={shown}
            data={data}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )}
        {hint && <p className={classes.hint}>{hint}</p>}
      </div>
    );
  }
  return <Typed key={JSON.stringify(value)} {...props} label={label} hint={hint} />;
}

function Typed({ parameter, value, onChange, onDone, label, hint }: Props & { label: string; hint: string }) {
  const { t } = useTranslation("explore");
  const { control, optional } = parameter;
  const [text, setText] = useState(() => textOf(control.as, value));
  const [unit, setUnit] = useState(() => (/[a-z]+$/.exec(String(value ?? ""))?.[0] ?? "d") as (typeof UNITS)[number]);
  const [fault, setFault] = useState<string>();
  const keep = (typed: string, of: string) => {
    const read = readAs(control, typed, of, optional);
    setFault(read.fault && String(t(`room.fault.${read.fault.code}` as never, read.fault.values as never)));
    if (read.fault) return false;
    if (JSON.stringify(read.value) !== JSON.stringify(value ?? null)) onChange(read.value);
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing && keep(text, unit)) onDone?.();
  };
  return (
    <div className={classes.field}>
      <div className={classes.parts}>
        <TextInput
          label={label}
          value={text}
          error={fault}
          inputMode={control.as === "number" || control.as === "duration" ? "decimal" : "text"}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={() => keep(text, unit)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        {control.as === "duration" && (
          <NativeSelect
            label={t("room.duration.unit")}
            value={unit}
            data={UNITS.map((value) => ({ value, label: t(`room.duration.${value}`) }))}
            onChange={(event) => {
              const chosen = event.currentTarget.value as (typeof UNITS)[number];
              setUnit(chosen);
              keep(text, chosen);
            }}
          />
        )}
      </div>
      {hint && <p className={classes.hint}>{hint}</p>}
    </div>
  );
}

function textOf(as: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (as === "ranges") return rangesText(value);
  if (as === "duration") return /^[\d.\s]+/.exec(String(value))?.[0].trim() ?? String(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
