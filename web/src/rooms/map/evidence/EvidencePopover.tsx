import { Modal, Popover } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
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
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const { kind, id } = opened.target;
  const stage = answer.stages.find((one) =>
    kind === "stage" ? one.id === id : one.touchpoints.some((touchpoint) => touchpoint.id === id),
  );
  const touchpoint = kind === "touchpoint" ? stage?.touchpoints.find((one) => one.id === id) : undefined;
  // An edit may have taken it off the map.
  if (!stage) return null;
  const name = touchpoint?.name ?? stage.name;
  const shared = { stage, answer, compare, edits, onClose };
  const content = (
    <div className={classes.content}>
      {touchpoint ? (
        <TouchpointEvidence touchpoint={touchpoint} definitions={definitions} scope={scope} {...shared} />
      ) : (
        <StageEvidence onAddStage={onAddStage} {...shared} />
      )}
      <details className={classes.definition}>
        <summary>{t("evidence.definition")}</summary>
        {answer.definition}
      </details>
      {edits.error && <Trouble error={edits.error} inline />}
    </div>
  );
  // Beside a card there is no room on a phone.
  if (narrow)
    return (
      <Modal
        opened
        onClose={onClose}
        title={name}
        classNames={{ title: classes.title ?? "" }}
        closeButtonProps={{ "aria-label": t("dialog.close") }}
      >
        {content}
      </Modal>
    );
  const { left, top, width, height } = opened;
  return (
    <Popover
      opened
      onChange={(open) => open || onClose()}
      position="right-start"
      trapFocus
      withRoles={false}
      width={420}
    >
      <Popover.Target>
        <span className={classes.anchor} style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown className={classes.popover} role="dialog" aria-label={name}>
        <button type="button" className={classes.close} aria-label={t("dialog.close")} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
        {content}
      </Popover.Dropdown>
    </Popover>
  );
}
