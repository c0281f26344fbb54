import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer, Scope } from "../../../api/types";
import { Icon } from "../../../ui/Icon";
import { Trouble } from "../../../ui/Trouble";
import type { Target } from "../../../views/journey";
import type { Edits } from "../useEdits";
import classes from "./Evidence.module.css";
import { StageEvidence } from "./StageEvidence";
import { TouchpointEvidence } from "./TouchpointEvidence";

/** What was opened, and where it stands in the drawing. */
export interface Opened {
  target: Target;
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Props {
  opened: Opened;
  answer: MapAnswer;
  compare: MapAnswer | null;
  definitions: Definitions | undefined;
  scope: Scope;
  edits: Edits;
  onAddStage: (before: string | null) => void;
  onClose: () => void;
}

/** What stands behind a touchpoint or a stage, and what can be changed about it. */
export function EvidencePopover({ opened, answer, compare, definitions, scope, edits, onAddStage, onClose }: Props) {
  const { t } = useTranslation("map");
  const { kind, id } = opened.target;
  const stage = answer.stages.find((one) =>
    kind === "stage" ? one.id === id : one.touchpoints.some((touchpoint) => touchpoint.id === id),
  );
  const touchpoint = kind === "touchpoint" ? stage?.touchpoints.find((one) => one.id === id) : undefined;
  // An edit may have taken it off the map.
  if (!stage) return null;
  const { left, top, width, height } = opened;
  return (
    <Popover opened onChange={(open) => open || onClose()} position="bottom" trapFocus returnFocus width={420}>
      <Popover.Target>
        <span className={classes.anchor} style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown className={classes.popover} aria-label={touchpoint?.name ?? stage.name}>
        <button type="button" className={classes.close} aria-label={t("dialog.close")} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
        {touchpoint ? (
          <TouchpointEvidence
            touchpoint={touchpoint}
            stage={stage}
            answer={answer}
            compare={compare}
            definitions={definitions}
            scope={scope}
            edits={edits}
            onClose={onClose}
          />
        ) : (
          <StageEvidence
            stage={stage}
            answer={answer}
            compare={compare}
            edits={edits}
            onAddStage={onAddStage}
            onClose={onClose}
          />
        )}
        {edits.error && <Trouble error={edits.error} inline />}
      </Popover.Dropdown>
    </Popover>
  );
}
