import type { Preview, QuestionChoice } from "../../api/types";

export interface Choice {
  value: string;
  label: string;
  example?: string | undefined;
}

export interface OpenQuestion {
  id: string;
  /** Null where the page has better words of its own, in the reader's language. */
  text: string | null;
  choices: Choice[];
}

export const DAY_OR_MONTH = "time_format";

function toChoice(choice: QuestionChoice): Choice {
  if (typeof choice === "string") return { value: choice, label: choice };
  return { value: choice.value ?? choice.format ?? choice.label, label: choice.label, example: choice.example };
}

const asksTheTime = (id: string) => /time|date|day/.test(id);

/** What must be answered before the import. An ambiguous day and month is asked once, however the server says it. */
export function openQuestions({ questions, time }: Preview): OpenQuestion[] {
  const open = questions
    .filter(({ id }) => !(time?.ambiguous && asksTheTime(id)))
    .map(({ id, text, choices }) => ({ id, text, choices: choices.map(toChoice) }));
  if (!time?.ambiguous) return open;
  const id = questions.find((question) => asksTheTime(question.id))?.id ?? DAY_OR_MONTH;
  return [{ id, text: null, choices: time.choices.map(toChoice) }, ...open];
}
