import { Button, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DefinitionsAnswer } from "../../api/types";
import { Icon } from "../../ui/Icon";
import acts from "../map/head/Acts.module.css";
import { HistoryButton } from "../map/history/HistoryButton";
import type { Edits } from "../map/useEdits";

interface Props {
  answer: DefinitionsAnswer;
  edits: Edits;
  timezone: string;
  onYaml: () => void;
}

/** What can be done with the definitions as a whole. */
export function Acts({ answer, edits, timezone, onYaml }: Props) {
  const { t } = useTranslation("definitions");
  return (
    <div className={acts.acts}>
      <Step name="undo" disabled={!answer.can_undo || edits.pending} onClick={edits.undo} />
      <Step name="redo" disabled={!answer.can_redo || edits.pending} onClick={edits.redo} />
      <HistoryButton edits={edits} timezone={timezone} />
      <Button variant="default" leftSection={<Icon name="file" size={18} />} onClick={onYaml}>
        {t("yaml.open")}
      </Button>
    </div>
  );
}

function Step({ name, disabled, onClick }: { name: "undo" | "redo"; disabled: boolean; onClick: () => void }) {
  const { t } = useTranslation("map");
  return (
    <Tooltip label={t(`${name}Hint`)}>
      <button
        type="button"
        className={acts.step}
        aria-label={t(name)}
        aria-disabled={disabled}
        onClick={disabled ? undefined : onClick}
      >
        <Icon name="undo" className={name === "redo" ? acts.mirrored : undefined} />
      </button>
    </Tooltip>
  );
}
