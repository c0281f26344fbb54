import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/Icon";
import classes from "./Questions.module.css";
import type { OpenQuestion } from "./questions";

interface Props {
  questions: OpenQuestion[];
  answers: Readonly<Record<string, string>>;
  onAnswer: (id: string, value: string) => void;
}

/** What the file alone cannot say. It is asked, never guessed, and the import waits for the answer. */
export function Questions({ questions, answers, onAnswer }: Props) {
  const { t } = useTranslation("data");
  return questions.map(({ id, text, choices }) => (
    <fieldset key={id} className={classes.question}>
      <legend>
        <Icon name="clock" /> {text ?? t("question.dayOrMonth")}
      </legend>
      <div className={classes.choices}>
        {choices.map(({ value, label, example }) => (
          <label key={value} className={classes.choice}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={answers[id] === value}
              onChange={() => onAnswer(id, value)}
            />
            <span>
              <b>{label}</b>
              {example && <small>{example}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  ));
}
