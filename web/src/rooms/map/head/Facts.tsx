import { useTranslation } from "react-i18next";
import { useFormat } from "../../../ui/format";
import { AudienceChip } from "../../../ui/scope/AudienceChip";
import classes from "../../../ui/scope/Facts.module.css";
import { PeriodPicker } from "../../../ui/scope/PeriodPicker";
import { withoutAudience } from "../../../ui/scope/search";
import type { HeadProps } from "../MapHead";
import { OutcomePicker } from "./OutcomePicker";

/** Of whom, towards what, when, how many, how fresh. */
export function Facts({ shown, compareName, definitions, status, search, edits, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const { answer } = shown;
  const { newest } = status;
  return (
    <div className={classes.facts}>
      <AudienceChip
        chosen={search.a}
        onChoose={(a) => onChange({ a })}
        onDeleted={(audience) => onChange(withoutAudience(search, audience))}
      />
      {definitions && <OutcomePicker answer={answer} definitions={definitions.definitions} edits={edits} />}
      <PeriodPicker period={answer.period} status={status} search={search} onChange={onChange} />
      <span>
        <b>{format.number(answer.journeys)}</b> {t("facts.journeys", { count: answer.journeys })}
      </span>
      {compareName !== null && (
        <span>
          {t("compare.with")} <b>{compareName}</b>
        </span>
      )}
      {newest && <span className={classes.live}>{t("facts.newest", { time: format.dateTime(newest) })}</span>}
    </div>
  );
}
