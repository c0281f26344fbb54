import { useTranslation } from "react-i18next";
import { useFormat } from "../../../ui/format";
import type { HeadProps } from "../MapHead";
import { AudienceChip } from "./AudienceChip";
import classes from "./Facts.module.css";
import { OutcomePicker } from "./OutcomePicker";
import { PeriodPicker } from "./PeriodPicker";

/** Of whom, towards what, when, how many, how fresh. */
export function Facts({ shown, compareName, definitions, status, search, edits, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const { answer } = shown;
  const { newest } = status;
  const forget = (audience: number) => {
    const { a, ca = 0, cfrom, cto } = search;
    const rest = a === audience ? undefined : a;
    // Nothing is left to compare where the other side is gone, or is the same.
    const same = ca === audience || (ca === (rest ?? 0) && !cfrom && !cto);
    onChange({ a: rest, ...(same && { ca: undefined, cfrom: undefined, cto: undefined }) });
  };
  return (
    <div className={classes.facts}>
      <AudienceChip chosen={search.a} onChoose={(a) => onChange({ a })} onDeleted={forget} />
      {definitions && <OutcomePicker answer={answer} definitions={definitions.definitions} edits={edits} />}
      <PeriodPicker answer={answer} status={status} search={search} onChange={onChange} />
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
