import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../../api/queries";
import type { MapAnswer } from "../../../api/types";
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
      {shown.compare && <Compared compare={shown.compare} audience={search.ca} timezone={status.timezone} />}
      {newest && <span className={classes.live}>{t("facts.newest", { time: format.dateTime(newest) })}</span>}
    </div>
  );
}

interface ComparedProps {
  compare: MapAnswer;
  audience: number | undefined;
  timezone: string;
}

/** Whom and what time the map is compared with. */
function Compared({ compare, audience, timezone }: ComparedProps) {
  const { t } = useTranslation("map");
  const format = useFormat(timezone);
  const audiences = useQuery(audiencesQuery);
  const found = audiences.data?.find(({ id }) => Number(id) === audience);
  const { from, to } = compare.period;
  const days = format.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
  const who = audience ? (found?.name ?? t("audience.unknown")) : t("audience.everybody");
  return (
    <span>
      {t("compare.with")} <b>{`${who} · ${days}`}</b>
    </span>
  );
}
