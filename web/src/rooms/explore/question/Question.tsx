import type { ReactElement } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { Analysis, Parameters } from "../../../api/explore";
import type { Blamed } from "../faults";
import { FORMS, isKnown } from "../known";
import { currentOf, type Parameter } from "../schema";
import type { Words } from "../words";
import { ParameterWord } from "./ParameterWord";
import classes from "./Question.module.css";

interface Props {
  analysis: Analysis;
  fields: Parameter[];
  parameters: Parameters;
  words: Words;
  blame: Blamed | null;
  onChange: (patch: Parameters) => void;
}

/** The question as a sentence whose words are changed in their place; the analysis's own where the page has none. */
export function Question({ analysis, fields, parameters, words, blame, onChange }: Props) {
  const { t } = useTranslation("explore");
  const { name, summary } = analysis;
  if (!isKnown(name))
    return (
      <>
        <h1 className={classes.question}>{words.title(name)}</h1>
        <p className={classes.summary}>{words.card(name, summary)}</p>
      </>
    );
  const asked = FORMS[name].asked.flatMap((word) => fields.find((field) => field.name === word) ?? []);
  const components = Object.fromEntries(
    asked.map((parameter): [string, ReactElement] => [
      parameter.name,
      <ParameterWord
        key={parameter.name}
        asked
        parameter={parameter}
        value={currentOf(parameters, parameter)}
        words={words}
        said={saidOf(name, parameter.name, parameters, t)}
        fault={typeof blame === "object" && blame?.parameter === parameter.name}
        onChange={(value) => onChange({ [parameter.name]: value })}
      />,
    ]),
  );
  return (
    <h1 className={classes.question}>
      <Trans t={t} i18nKey={`room.analysis.${name}.ask`} components={components} />
    </h1>
  );
}

/** A path without a beginning begins anywhere if it is followed back; credited are values where a property is named. */
function saidOf(
  analysis: string,
  name: string,
  { start, end, property }: Parameters,
  t: (key: "room.none.paths_start_back") => string,
): string | undefined {
  if (analysis === "paths" && name === "start" && end && !start) return t("room.none.paths_start_back");
  return analysis === "attribution" && name === "by" && typeof property === "string" ? property : undefined;
}
