import { useTranslation } from "react-i18next";
import type { AnalysisAnswer } from "../../api/explore";
import type { Status } from "../../api/types";
import { useFormat } from "../../ui/format";
import facts from "../../ui/scope/Facts.module.css";
import lede from "./answer/AnswerSentence.module.css";
import type { Change, ExploreSearch } from "./search";

interface Props {
  answer: AnalysisAnswer;
  status: Status;
  search: ExploreSearch;
  onChange: Change;
}

/** Why there is nobody in the answer, and what brings somebody back into it. */
export function Nobody({ answer, status, search, onChange }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat(status.timezone);
  const { from, to } = answer.period;
  const days = format.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
  const ofPeriod = search.from !== undefined || search.to !== undefined;
  return (
    <div className={lede.lede}>
      <p>{t("room.nobody.text", { days })}</p>
      <p className={facts.ways}>
        {ofPeriod && (
          <button type="button" onClick={() => onChange({ from: undefined, to: undefined })}>
            {t("room.nobody.allData")}
          </button>
        )}
        {search.a !== undefined && (
          <button type="button" onClick={() => onChange({ a: undefined })}>
            {t("room.nobody.everybody")}
          </button>
        )}
        {search.where !== undefined && (
          <button type="button" onClick={() => onChange({ where: undefined })}>
            {t("room.nobody.allEvents")}
          </button>
        )}
        {search.p !== undefined && (
          <button type="button" onClick={() => onChange({ p: undefined })}>
            {t("room.nobody.startOver")}
          </button>
        )}
      </p>
    </div>
  );
}
