import { useTranslation } from "react-i18next";
import classes from "./Picture.module.css";
import type { Target } from "./types";

export interface Editing {
  target: Target;
  left: number;
  top: number;
  width: number;
}

/** A name edited in place: Enter or leaving takes it, Esc does not. */
export function NameField({
  editing,
  scale,
  name,
  onDone,
}: {
  editing: Editing;
  scale: number;
  name: string;
  onDone: (name: string | null) => void;
}) {
  const { t } = useTranslation("journey");
  const below = (editing.target.kind === "stage" ? 4 : 28) * scale;
  return (
    <input
      className={classes.name}
      style={{
        left: editing.left + 4,
        top: editing.top + below,
        width: Math.max(140 * scale, editing.width - 8),
        fontSize: 13 * scale,
        height: 32 * scale,
      }}
      defaultValue={name}
      maxLength={200}
      aria-label={t("rename", { name })}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select();
      }}
      onBlur={(event) => onDone(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") onDone(event.currentTarget.value.trim());
        if (event.key === "Escape") onDone(null);
      }}
    />
  );
}
