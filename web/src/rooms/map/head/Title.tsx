import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Title.module.css";

interface Props {
  title: string;
  onTitle: (title: string) => void;
}

/** The map's title, edited in its place: Enter or leaving keeps it, Escape does not. */
export function Title({ title, onTitle }: Props) {
  const { t } = useTranslation("map");
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    const wanted = text?.trim();
    setText(null);
    if (wanted !== undefined && wanted !== title) onTitle(wanted);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") keep();
    if (event.key === "Escape") setText(null);
  };
  if (text === null)
    return (
      <h1 className={classes.title}>
        <button type="button" title={t("titleEdit")} onClick={() => setText(title)}>
          {title || t("titleDefault")}
        </button>
      </h1>
    );
  return (
    <input
      className={classes.field}
      value={text}
      placeholder={t("titleDefault")}
      aria-label={t("titleEdit")}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={press}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select();
      }}
    />
  );
}
