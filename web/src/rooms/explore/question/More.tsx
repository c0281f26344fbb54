import { useTranslation } from "react-i18next";
import type { Parameters } from "../../../api/explore";
import { currentOf, type Parameter } from "../schema";
import type { Words } from "../words";
import { Field } from "./Field";
import classes from "./More.module.css";
import { Word } from "./Word";

interface Props {
  fields: Parameter[];
  parameters: Parameters;
  /** What it is set to where nobody has set anything. */
  usual: Parameters;
  words: Words;
  fault: boolean;
  onChange: (patch: Parameters) => void;
}

/** What is seldom changed, folded. It tells how much of it is not as it starts out. */
export function More({ fields, parameters, usual, words, fault, onChange }: Props) {
  const { t } = useTranslation("explore");
  if (fields.length === 0) return null;
  const changed = fields.filter(
    (field) => JSON.stringify(currentOf(parameters, field) ?? null) !== JSON.stringify(currentOf(usual, field) ?? null),
  ).length;
  return (
    <Word
      label={t("room.more.label")}
      text={changed === 0 ? t("room.more.usual") : t("room.more.changed", { count: changed })}
      fault={fault}
      width={380}
    >
      {() => (
        <div className={classes.more}>
          {fields.map((parameter) => (
            <Field
              key={parameter.name}
              parameter={parameter}
              value={currentOf(parameters, parameter)}
              words={words}
              onChange={(value) => onChange({ [parameter.name]: value })}
            />
          ))}
        </div>
      )}
    </Word>
  );
}
