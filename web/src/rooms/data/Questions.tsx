import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { useSaid } from "../../ui/useSaid";
import classes from "./Questions.module.css";
import { type Choice, type OpenQuestion, readAs } from "./questions";

interface Props {
  questions: OpenQuestion[];
  answers: Readonly<Record<string, string>>;
  onAnswer: (id: string, value: string) => void;
}

/** What the file alone cannot say. It is asked, never guessed, and the import waits for the answer. */
export function Questions({ questions, answers, onAnswer }: Props) {
  const { t } = useTranslation("data");
  const say = useSaid();
  return questions.map((question) => (
    <fieldset key={question.id} className={classes.question}>
      <legend>
        <Icon name="clock" />{" "}
        {question.kind === "other" ? say(question.text, question.said) : t(`question.${question.kind}`)}
      </legend>
      {question.choices.length > 0 ? (
        <div className={classes.choices}>
          {question.choices.map((choice) => (
            <label key={choice.value} className={classes.choice}>
              <input
                type="radio"
                name={question.id}
                value={choice.value}
                checked={answers[question.id] === choice.value}
                onChange={() => onAnswer(question.id, choice.value)}
              />
              <ChoiceText choice={choice} kind={question.kind} />
            </label>
          ))}
        </div>
      ) : (
        <Written answer={answers[question.id]} onAnswer={(value) => onAnswer(question.id, value)} />
      )}
    </fieldset>
  ));
}

function ChoiceText({ choice, kind }: { choice: Choice; kind: OpenQuestion["kind"] }) {
  const { t } = useTranslation("data");
  const format = useFormat("UTC");
  const { value, label, example } = choice;
  const read = kind === "dayOrMonth" ? readAs(example ?? "", value) : null;
  return (
    <span>
      <b>{read ? t(`question.${value as "dmy" | "mdy"}`) : label}</b>
      {read ? (
        <small>{t("question.means", { written: read.written, date: format.longDate(read.iso) })}</small>
      ) : (
        example && <small>{example}</small>
      )}
    </span>
  );
}

function Written({ answer, onAnswer }: { answer: string | undefined; onAnswer: (value: string) => void }) {
  const { t } = useTranslation("data");
  const [text, setText] = useState(answer ?? "");
  return (
    <form
      className={classes.written}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onAnswer(text.trim());
      }}
    >
      <TextInput
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder="%d.%m.%Y %H:%M"
        aria-label={t("question.pattern")}
      />
      <Button type="submit" variant="default">
        {t("question.use")}
      </Button>
    </form>
  );
}
