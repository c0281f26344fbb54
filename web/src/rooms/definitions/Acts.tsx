import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DefinitionsAnswer } from "../../api/types";
import acts from "../../ui/edits/Acts.module.css";
import { HistoryButton } from "../../ui/edits/HistoryButton";
import { Step } from "../../ui/edits/Step";
import type { Edits } from "../../ui/edits/useEdits";
import { Icon } from "../../ui/Icon";

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
