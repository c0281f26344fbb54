import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/Icon";
import { HistoryButton } from "../history/HistoryButton";
import type { HeadProps } from "../MapHead";
import classes from "./Acts.module.css";
import { CompareSwitch } from "./CompareSwitch";
import { ExportMenu } from "./ExportMenu";
import { StageMenu } from "./StageMenu";

/** What can be done with the map as a whole. */
export function Acts({ shown, question, definitions, status, search, edits, onChange }: HeadProps) {
  return (
    <div className={classes.acts}>
      <CompareSwitch status={status} search={search} onChange={onChange} />
      <Step name="undo" disabled={!definitions?.can_undo || edits.pending} onClick={edits.undo} />
      <Step name="redo" disabled={!definitions?.can_redo || edits.pending} onClick={edits.redo} />
      <HistoryButton edits={edits} timezone={status.timezone} />
      {definitions && <StageMenu definitions={definitions} edits={edits} />}
      <ExportMenu shown={shown} question={question} />
    </div>
  );
}

function Step({ name, disabled, onClick }: { name: "undo" | "redo"; disabled: boolean; onClick: () => void }) {
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
