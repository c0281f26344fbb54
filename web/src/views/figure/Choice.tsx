import { NativeSelect, SegmentedControl } from "@mantine/core";
import classes from "./Choice.module.css";

interface Props<T extends string> {
  label: string;
  value: T;
  choices: [value: T, name: string][];
  onChoose: (value: T) => void;
}

const FEW = 3;

/** What a picture shows of its answer: side by side where there are two or three, else a list. */
export function Choice<T extends string>({ label, value, choices, onChoose }: Props<T>) {
  if (choices.length < 2) return null;
  const data = choices.map(([choice, name]) => ({ value: choice, label: name }));
  if (choices.length <= FEW)
    return (
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value}
        data={data}
        onChange={(next) => onChoose(next as T)}
      />
    );
  return (
    <NativeSelect
      className={classes.choice ?? ""}
      size="xs"
      aria-label={label}
      value={value}
      data={data}
      onChange={(event) => onChoose(event.currentTarget.value as T)}
    />
  );
}
