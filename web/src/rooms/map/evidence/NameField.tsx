import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Evidence.module.css";

/** A name that is changed in its place: Enter or leaving keeps it, Escape does not. */
export function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const { t } = useTranslation("map");
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    const wanted = text?.trim();
    setText(null);
    if (wanted && wanted !== name) onName(wanted);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") keep();
    if (event.key === "Escape" && text !== null) {
      // Only the change is given up; a second Escape closes the popover.
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <input
      className={classes.name}
      aria-label={t("evidence.rename")}
      title={t("evidence.rename")}
      value={text ?? name}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDownCapture={press}
    />
  );
}
