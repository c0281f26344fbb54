import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import classes from "./Acts.module.css";

interface Props {
  name: "undo" | "redo";
  disabled: boolean;
  onClick: () => void;
}

/** One edit back, or forth again. */
export function Step({ name, disabled, onClick }: Props) {
  const { t } = useTranslation("map");
  return (
    <Tooltip label={t(`${name}Hint`)}>
      <button
        type="button"
        className={classes.step}
        aria-label={t(name)}
        aria-disabled={disabled}
        onClick={disabled ? undefined : onClick}
      >
        <Icon name="undo" className={name === "redo" ? classes.mirrored : undefined} />
      </button>
    </Tooltip>
  );
}
