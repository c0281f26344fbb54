import { Popover, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import facts from "../../../ui/scope/Facts.module.css";
import classes from "./Word.module.css";

interface Props {
  label: string;
  text: string;
  /** In the sentence, or in the line under it. */
  asked?: boolean;
  /** What the server says is wrong with it. */
  fault?: boolean;
  width?: number;
  children: (close: () => void) => ReactNode;
}

/** A word of a question that is changed in its place. */
export function Word({ label, text, asked = false, fault = false, width = 320, children }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={width}
      trapFocus
      returnFocus
      withRoles={false}
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={wordClass(asked, fault)}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <WordText label={label} text={text} asked={asked} />
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label} className={classes.dropdown ?? ""}>
        {opened && children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}

export const wordClass = (asked: boolean, fault: boolean) =>
  [asked ? classes.asked : facts.word, fault && classes.fault].filter(Boolean).join(" ");

export function WordText({ label, text, asked }: { label: string; text: string; asked: boolean }) {
  if (asked)
    return (
      <>
        <VisuallyHidden>{label}: </VisuallyHidden>
        {text}
      </>
    );
  return (
    <>
      {label} <b>{text}</b>
    </>
  );
}
