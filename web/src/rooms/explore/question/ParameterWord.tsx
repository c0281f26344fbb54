import { Menu } from "@mantine/core";
import type { Parameters } from "../../../api/explore";
import { Choice } from "../../../ui/scope/MenuChoice";
import type { Parameter } from "../schema";
import type { Words } from "../words";
import { Field } from "./Field";
import { Places } from "./Places";
import { Properties } from "./Properties";
import { Steps } from "./Steps";
import { Word, WordText, wordClass } from "./Word";

export interface ParameterProps {
  parameter: Parameter;
  value: unknown;
  words: Words;
  /** What the others are set to. */
  siblings?: Parameters | undefined;
  onChange: (value: unknown) => void;
}

interface Props extends ParameterProps {
  asked?: boolean;
  fault?: boolean;
  /** What it says, where its value alone does not tell. */
  said?: string | undefined;
}

/** A parameter as a word: choices in a menu, everything else beside the field that sets it. */
export function ParameterWord({
  parameter,
  value,
  words,
  siblings,
  asked = false,
  fault = false,
  said,
  onChange,
}: Props) {
  const { name, control, optional } = parameter;
  const label = words.parameter(name);
  const text = said ?? words.value(parameter, value);
  if (control.as === "choice" || control.as === "flag") {
    const options = control.as === "flag" ? [true, false] : control.options;
    return (
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <button type="button" className={wordClass(asked, fault)}>
            <WordText label={label} text={text} asked={asked} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {options.map((option) => (
            <Choice key={String(option)} chosen={option === value} onClick={() => onChange(option)}>
              {typeof option === "string" ? words.choice(name, option) : words.value(parameter, option)}
            </Choice>
          ))}
          {optional && (
            <Choice chosen={value === null} onClick={() => onChange(null)}>
              {words.value(parameter, null)}
            </Choice>
          )}
        </Menu.Dropdown>
      </Menu>
    );
  }
  return (
    <Word label={label} text={text} asked={asked} fault={fault} width={control.as === "steps" ? 400 : 320}>
      {(close) =>
        control.as === "steps" ? (
          <Steps parameter={parameter} value={value} words={words} siblings={siblings} onChange={onChange} />
        ) : control.as === "place" ? (
          <Places
            label={label}
            none={optional ? words.value(parameter, null) : undefined}
            chosen={value}
            onChoose={(step) => {
              onChange(step);
              close();
            }}
          />
        ) : control.as === "property" ? (
          <Properties
            label={label}
            none={words.value(parameter, null)}
            chosen={typeof value === "string" ? value : undefined}
            onChoose={(property) => {
              onChange(property ?? null);
              close();
            }}
          />
        ) : (
          <Field parameter={parameter} value={value} words={words} onChange={onChange} onDone={close} />
        )
      }
    </Word>
  );
}
