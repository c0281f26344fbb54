import { useTranslation } from "react-i18next";
import type { Parameters } from "../../../api/explore";
import type { Period, Status } from "../../../api/types";
import { useFormat } from "../../../ui/format";
import { AudienceChip } from "../../../ui/scope/AudienceChip";
import classes from "../../../ui/scope/Facts.module.css";
import { PeriodPicker } from "../../../ui/scope/PeriodPicker";
import { withoutAudience } from "../../../ui/scope/search";
import type { Fault } from "../FaultLine";
import type { Blamed } from "../faults";
import { More } from "../question/More";
import { ParameterWord } from "../question/ParameterWord";
import { currentOf, type Parameter } from "../schema";
import type { Change, ExploreSearch } from "../search";
import type { Drawn } from "../useAnswer";
import type { Words } from "../words";
import { BreakdownWord } from "./BreakdownWord";
import { FilterWord } from "./FilterWord";

interface Props {
  status: Status;
  search: ExploreSearch;
  drawn: Drawn | undefined;
  compareName: string | null;
  near: Parameter[];
  folded: Parameter[];
  /** Which of a customer's values a breakdown takes, where the analysis lets one choose. */
  grouped: Parameter | undefined;
  parameters: Parameters;
  usual: Parameters;
  words: Words;
  fault: Fault | null;
  onChange: Change;
  onParameters: (patch: Parameters) => void;
}

const blames = (blame: Blamed | undefined, fields: Parameter[]) =>
  typeof blame === "object" && fields.some(({ name }) => name === blame.parameter);

/** Of whom, when, which events, how exactly; how many the answer rests on, and how fresh it is. */
export function Facts(props: Props) {
  const { status, search, drawn, compareName, near, folded, grouped, parameters, usual, words, fault } = props;
  const { onChange, onParameters } = props;
  const { t } = useTranslation("explore");
  const format = useFormat(status.timezone);
  const period = drawn?.answer.period as Period | undefined;
  const blame = fault?.blame;
  return (
    <div className={classes.facts}>
      <AudienceChip
        chosen={search.a}
        onChoose={(a) => onChange({ a })}
        onDeleted={(audience) => onChange(withoutAudience(search, audience))}
      />
      <PeriodPicker period={period} status={status} search={search} onChange={onChange} />
      {near.map((parameter) => (
        <span key={parameter.name}>
          <ParameterWord
            parameter={parameter}
            value={currentOf(parameters, parameter)}
            words={words}
            siblings={parameters}
            fault={blames(blame, [parameter])}
            onChange={(value) => onParameters({ [parameter.name]: value })}
          />
        </span>
      ))}
      <span>
        <FilterWord
          rule={search.where}
          fault={blame === "where" && fault ? fault : null}
          onChange={(where) => onChange({ where })}
        />
      </span>
      <span>
        <BreakdownWord
          chosen={search.group}
          fault={blame === "breakdown"}
          onChange={(group) => onChange({ group, ca: undefined, cfrom: undefined, cto: undefined })}
        />
      </span>
      {search.group !== undefined && grouped && (
        <span>
          <ParameterWord
            parameter={grouped}
            value={currentOf(parameters, grouped)}
            words={words}
            fault={blames(blame, [grouped])}
            onChange={(value) => onParameters({ [grouped.name]: value })}
          />
        </span>
      )}
      {folded.length > 0 && (
        <span>
          <More
            fields={folded}
            parameters={parameters}
            usual={usual}
            words={words}
            fault={blames(blame, folded)}
            onChange={onParameters}
          />
        </span>
      )}
      {compareName !== null && (
        <span>
          {t("room.comparedWith")} <b>{compareName}</b>
        </span>
      )}
      {drawn?.answer.snapshot.at && (
        <span className={classes.live}>{t("room.newest", { time: format.dateTime(drawn.answer.snapshot.at) })}</span>
      )}
    </div>
  );
}
