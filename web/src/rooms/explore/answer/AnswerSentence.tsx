import { Fragment } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { AnalysisAnswer } from "../../../api/explore";
import type { Said } from "../../../api/types";
import { useFormat } from "../../../ui/format";
import { useSaid } from "../../../ui/useSaid";
import classes from "./AnswerSentence.module.css";
import { type Sentence, sentencesOf } from "./sentence";
import { useCellWords } from "./useCellWords";

/** The answer in plain words, then the same of the other side where two are compared. */
export function AnswerSentence({ answer, compareName }: { answer: AnalysisAnswer; compareName: string | null }) {
  const { t } = useTranslation("explore");
  const format = useFormat(answer.period.timezone);
  const words = useCellWords();
  const say = useSaid();
  const refused = answer.refused as string | null | undefined;
  const other = answer.difference ? answer.other : undefined;
  return (
    <div className={classes.lede}>
      <p>
        <Sentences said={sentencesOf(answer, format, words)} />
        {refused && (
          <>
            {t("room.answer.gap")}
            {say(refused, answer.refused_said as Said)}
          </>
        )}
      </p>
      {other && compareName !== null && (
        <p className={classes.other}>
          {t("room.compared", { with: compareName })}{" "}
          {other.n === 0 ? t("room.nobodyThere") : <Sentences said={sentencesOf(other, format, words).slice(0, 1)} />}
        </p>
      )}
      {answer.test && answer.test.tests > 0 && (
        <p className={classes.other}>
          {t("room.tested", { differ: format.number(answer.test.differ), tests: format.number(answer.test.tests) })}
        </p>
      )}
    </div>
  );
}

function Sentences({ said }: { said: Sentence[] }) {
  const { t } = useTranslation("explore");
  return said.map(({ key, values }, index) => (
    <Fragment key={key}>
      {index > 0 && t("room.answer.gap")}
      <Trans
        t={t}
        i18nKey={`room.answer.${key}` as "room.answer.trends_usual"}
        values={values}
        components={{ b: <b />, i: <span className={classes.interval} /> }}
      />
    </Fragment>
  ));
}
