import type { Preview, QuestionChoice, Said } from "../../api/types";

export interface Choice {
  value: string;
  label: string;
  example?: string | undefined;
}

export interface OpenQuestion {
  id: string;
  kind: "dayOrMonth" | "timePattern" | "other";
  /** The server's own words, where the page has none. */
  text: string;
  said: Said | undefined;
  /** None: the answer is written. */
  choices: Choice[];
}

function toChoice(choice: QuestionChoice): Choice {
  if (typeof choice === "string") return { value: choice, label: choice };
  return { value: choice.value ?? choice.format ?? choice.label, label: choice.label, example: choice.example };
}

/** Which column is the customer or the time is asked by the sentence itself, at the open word. */
const IN_THE_SENTENCE = new Set(["customer", "time", "event"]);

/** What must be answered before the import, beside what the sentence leaves open. */
export function openQuestions({ questions, time }: Preview): OpenQuestion[] {
  return questions
    .filter(({ id }) => !IN_THE_SENTENCE.has(id))
    .map(({ id, text, said, choices }) => {
      const dayOrMonth = id === "time_format" && (time?.ambiguous ?? false);
      const offered = dayOrMonth && time && time.choices.length > 0 ? time.choices : choices;
      const kind = dayOrMonth ? "dayOrMonth" : id === "time_format" ? "timePattern" : "other";
      return { id, kind, text, said, choices: offered.map(toChoice) };
    });
}

/** The date that "05/09/2026" means when read in this order; null where the text holds no such date. */
export function readAs(text: string, order: string): { written: string; iso: string } | null {
  const found = /(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})/.exec(text);
  if (!found || (order !== "dmy" && order !== "mdy")) return null;
  const [written, first, second, year] = found as unknown as [string, string, string, string];
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  const full = year.length === 2 ? `20${year}` : year;
  const iso = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T12:00:00Z`;
  return Number.isNaN(Date.parse(iso)) ? null : { written, iso };
}
