import { useTranslation } from "react-i18next";
import { useFormat } from "../../../ui/format";
import type { HeadProps } from "../MapHead";
import { AudienceChip } from "./AudienceChip";
import classes from "./Facts.module.css";
import { OutcomePicker } from "./OutcomePicker";
import { PeriodPicker } from "./PeriodPicker";

/** Of whom, towards what, when, how many, how fresh. */
export function Facts({ shown, definitions, status, search, edits, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const { answer } = shown;
  const { newest } = status;
  return (
    <div className={classes.facts}>
      <AudienceChip chosen={search.a} onChoose={(a) => onChange({ a })} />
      {definitions && <OutcomePicker answer={answer} definitions={definitions.definitions} edits={edits} />}
      <PeriodPicker answer={answer} status={status} search={search} onChange={onChange} />
      <span>
        <b>{format.number(answer.journeys)}</b> {t("facts.journeys", { count: answer.journeys })}
      </span>
      {newest && <span className={classes.live}>{t("facts.newest", { time: format.dateTime(newest) })}</span>}
    </div>
  );
}
