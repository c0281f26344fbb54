import { createInstance } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import type { AnalysisAnswer } from "../../api/explore";
import english from "../../i18n/en/explore.json";
import type { Drawing } from "../figure/marks";
import { type Words, wordsOf } from "../figure/words";
import captured from "./answers.jsonl?raw";

/** Answers as the server gave them to the sample workspace, one a line. */
const ANSWERS = new Map(
  captured
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; answer: AnalysisAnswer })
    .map(({ name, answer }) => [name, answer]),
);

/** A copy, so that a test may change it. */
export function captive(name: string): AnalysisAnswer {
  const found = ANSWERS.get(name);
  if (!found) throw new Error(`No answer was captured by the name ${name}.`);
  return structuredClone(found);
}

const i18n = createInstance();
void i18n.init({
  lng: "en",
  resources: { en: { explore: english } },
  ns: ["explore"],
  defaultNS: "explore",
  interpolation: { escapeValue: false },
  initAsync: false,
});

export const words: Words = wordsOf(i18n.getFixedT("en", "explore"), "en", "UTC", (key) => i18n.exists(key));

/** The drawing as it comes into the page. */
export const painted = (drawing: Drawing, active?: string): string =>
  renderToStaticMarkup(<svg>{drawing.paint(drawing.marks.find(({ id }) => id === active))}</svg>);
