import { useCallback, useState } from "react";
import { groupsOf, type PictureProps, sidesOf, type Variant } from "../figure/answers";
import { Choice } from "../figure/Choice";
import choice from "../figure/Choice.module.css";
import { Figure } from "../figure/Figure";
import { gathered } from "../figure/gathered";
import type { Drawing } from "../figure/marks";
import { MOST_TONES } from "../figure/tones";
import { usePictureWords, type Words } from "../figure/words";
import { drawPanel, type Reading } from "./drawPanel";
import { type Measure, measuresOf, panelsOf, type Trends } from "./model";

const NARROW = 640;
const SMALL = { least: 300, height: 132 };
const LARGE = 320;

/** What is counted by period: lines together where they are few, else a small picture each. */
export function Lines({ answer, onPick, compareName, currency, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const measures = measuresOf(answer);
  const [chosen, setChosen] = useState<Measure>("events");
  const measure = measures.includes(chosen) ? chosen : "events";
  const layout = useCallback(
    (place: number) => linesOf(answer, measure, currency, place, words),
    [answer, measure, currency, words],
  );
  const name = (one: Measure) => words.column("trends", one);
  const { n, series } = answer as unknown as Trends;
  const total = series.reduce((sum, { points }) => sum + points.reduce((part, { events }) => part + events, 0), 0);
  const { format, t } = words;
  return (
    <div>
      <div className={choice.row}>
        <Choice
          label={t("room.table.measure")}
          value={measure}
          choices={measures.map((one) => [one, name(one)])}
          onChoose={setChosen}
        />
      </div>
      <Figure
        label={t("pictures.lines.finding", {
          events: format.number(total),
          n: format.number(n),
          series: format.number(series.length),
        })}
        layout={layout}
        onPick={onPick}
        width={width}
        byPlace
      />
    </div>
  );
}

export function linesOf(
  answer: PictureProps["answer"],
  measure: Measure,
  currency: string | undefined,
  width: number,
  words: Words,
): Drawing {
  const { t, format } = words;
  const trends = answer as unknown as Trends;
  const none = t("room.cell.none");
  const others = t("room.cell.others");
  const sides = sidesOf<Trends>(answer, words.here, words.there);
  const groups = groupsOf<Trends>(answer, none, others);
  const alone: Variant<Trends> = { answer: trends, name: "", cell: {}, compared: false };
  const variants = sides.length > 0 ? sides : groups.length > 0 ? groups : [alone];
  const narrow = width < NARROW;
  const panels = panelsOf(variants, measure, narrow ? 1 : MOST_TONES, { all: t("pictures.lines.all"), none, others });
  const reading: Reading = {
    measure,
    name: words.column("trends", measure),
    figure: (value) =>
      measure === "value" && currency
        ? format.money(value, currency)
        : format.number(value, Number.isInteger(value) ? 0 : 1),
    words,
    trends,
  };
  const [only] = panels;
  if (panels.length === 1 && only)
    return drawPanel({ ...only, name: "" }, { width, height: narrow ? 220 : LARGE, small: narrow }, reading, "0");
  const columns = Math.max(1, Math.min(Math.floor((width + 28) / (SMALL.least + 28)), panels.length));
  const wide = (width - (columns - 1) * 28) / columns;
  return gathered(
    panels.map((panel, place) =>
      drawPanel(panel, { width: wide, height: SMALL.height, small: true }, reading, String(place)),
    ),
    columns,
    28,
    18,
  );
}
