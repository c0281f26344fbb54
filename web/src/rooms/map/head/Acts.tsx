import classes from "../../../ui/edits/Acts.module.css";
import { HistoryButton } from "../../../ui/edits/HistoryButton";
import { Step } from "../../../ui/edits/Step";
import { CompareSwitch } from "../../../ui/scope/CompareSwitch";
import type { HeadProps } from "../MapHead";
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
