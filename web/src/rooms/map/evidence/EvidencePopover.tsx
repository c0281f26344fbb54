import { Modal, Popover } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer, Scope } from "../../../api/types";
import type { Edits } from "../../../ui/edits/useEdits";
import { Icon } from "../../../ui/Icon";
import { Trouble } from "../../../ui/Trouble";
import { useSaid } from "../../../ui/useSaid";
import classes from "./Evidence.module.css";
import { StageEvidence } from "./StageEvidence";
import { TouchpointEvidence } from "./TouchpointEvidence";
import type { Opened } from "./useOpened";

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

/** What stands behind a touchpoint or a stage, and what can be changed about it: beside it, on phones as a sheet. */
export function EvidencePopover({ opened, answer, compare, definitions, scope, edits, onAddStage, onClose }: Props) {
  const { t } = useTranslation("map");
  const say = useSaid();
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const { kind, id } = opened.target;
  const stage = answer.stages.find((one) =>
    kind === "stage" ? one.id === id : one.touchpoints.some((touchpoint) => touchpoint.id === id),
  );
  const touchpoint = kind === "touchpoint" ? stage?.touchpoints.find((one) => one.id === id) : undefined;
  // An edit may have taken it off the map.
  if (!stage) return null;
  const label = t("evidence.label", { name: touchpoint?.name ?? stage.name });
  const shared = { stage, answer, compare, scope, edits, onClose };
  const content = (
    <>
      <button type="button" className={classes.close} aria-label={t("dialog.close")} onClick={onClose}>
        <Icon name="close" size={18} />
      </button>
      <div className={classes.content}>
        {touchpoint ? (
          <TouchpointEvidence touchpoint={touchpoint} definitions={definitions} {...shared} />
        ) : (
          <StageEvidence onAddStage={onAddStage} {...shared} />
        )}
        <details className={classes.definition}>
          <summary>{t("evidence.definition")}</summary>
          {say(answer.definition, answer.said)}
        </details>
        {edits.error && <Trouble error={edits.error} inline />}
      </div>
    </>
  );
  if (narrow)
    return (
      <Modal.Root
        opened
        onClose={onClose}
        lockScroll={false}
        returnFocus={false}
        yOffset={0}
        xOffset={0}
        classNames={{ inner: classes.bottom ?? "", content: classes.sheet ?? "" }}
      >
        <Modal.Overlay />
        <Modal.Content aria-label={label}>{content}</Modal.Content>
      </Modal.Root>
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
      <Popover.Dropdown className={classes.popover} role="dialog" aria-label={label}>
        {content}
      </Popover.Dropdown>
    </Popover>
  );
}
