import { Fragment } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { MapComparison } from "../../../api/types";
import { useFormat } from "../../../ui/format";
import { sentencesOf } from "../sentence";
import classes from "./AnswerSentence.module.css";

/** The answer of the page in plain words, its figures with their intervals. */
export function AnswerSentence({ shown, compareName }: { shown: MapComparison; compareName: string | null }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  return (
    <p className={classes.lede}>
      {sentencesOf(shown, compareName ?? "", format).map(({ key, values, count }, index) => (
        <Fragment key={key}>
          {index > 0 && t("answer.gap")}
          <Trans
            t={t}
            i18nKey={`answer.${key}`}
            values={values}
            components={{ b: <b />, i: <span className={classes.interval} /> }}
            {...(count !== undefined && { count })}
          />
        </Fragment>
      ))}
    </p>
  );
}
