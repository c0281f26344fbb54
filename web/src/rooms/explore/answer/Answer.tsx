import { useTranslation } from "react-i18next";
import type { Analysis, Behind } from "../../../api/explore";
import type { Status } from "../../../api/types";
import { useFormat } from "../../../ui/format";
import { useSaid } from "../../../ui/useSaid";
import { Picture } from "../../../views/pictures";
import { Nobody } from "../Nobody";
import type { Change } from "../search";
import type { Drawn } from "../useAnswer";
import type { Words } from "../words";
import classes from "./Answer.module.css";
import { AnswerSentence } from "./AnswerSentence";
import { AnswerTable } from "./AnswerTable";
import { reconciled } from "./sums";

interface Props {
  analysis: Analysis;
  drawn: Drawn;
  status: Status;
  words: Words;
  compareName: string | null;
  /** It is not what the address asks: that was refused. */
  stale: boolean;
  busy: boolean;
  onChange: Change;
  onOpen: (behind: Behind, compared: boolean) => void;
}

/** The answer: in words, as a picture, as a table, and how it is counted. */
export function Answer(props: Props) {
  const { analysis, drawn, status, words, compareName, stale, busy, onChange, onOpen } = props;
  const { t } = useTranslation("explore");
  const format = useFormat(status.timezone);
  const say = useSaid();
  const { answer } = drawn;
  const sum = reconciled(answer, format);
  const nobody = answer.n === 0 && !answer.difference;
  const { from, to } = answer.period;
  return (
    <div className={classes.answer} aria-busy={busy} data-stale={stale || undefined}>
      {nobody ? (
        <Nobody answer={answer} status={status} search={drawn.search} onChange={onChange} />
      ) : (
        <>
          <AnswerSentence answer={answer} compareName={compareName} />
          <Picture
            picture={analysis.picture}
            answer={answer}
            counted={analysis.counted}
            compareName={compareName}
            onPick={onOpen}
            currency={status.currency}
          />
          <section className={classes.figures}>
            <h2>{t("room.table.title")}</h2>
            <AnswerTable
              key={answer.difference ? "compared" : (answer.breakdown?.property ?? "all")}
              analysis={analysis}
              answer={answer}
              words={words}
              timezone={status.timezone}
              currency={status.currency}
              onOpen={onOpen}
            />
            {sum && <p className={classes.sum}>{String(t(`room.sum.${sum.key}` as never, sum.values as never))}</p>}
          </section>
        </>
      )}
      <p className={classes.definition}>
        <b>{t("room.counted")}</b> {say(answer.definition, answer.said)}
        {answer.test && (
          <>
            <br />
            {say(answer.test.definition, answer.test.said)}
          </>
        )}
        <br />
        {t("room.rests", {
          n: format.number(answer.n),
          days: format.dateRange(from, new Date(Date.parse(to) - 1).toISOString()),
        })}
      </p>
    </div>
  );
}
