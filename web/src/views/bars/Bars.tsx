import { useCallback, useState } from "react";
import { askedOf, type PictureProps, pickOf } from "../figure/answers";
import { Choice } from "../figure/Choice";
import choices from "../figure/Choice.module.css";
import { Figure } from "../figure/Figure";
import { usePictureWords } from "../figure/words";
import { drawBars } from "./drawBars";
import { barsOf, measuresOf } from "./model";

/** The table of any answer as bars, the largest first: what an analysis gets that has no picture of its own. */
export function Bars({ answer, onPick, compareName, counted, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const [chosen, setChosen] = useState<string>();
  const measures = measuresOf(answer);
  const measure = chosen !== undefined && measures.includes(chosen) ? chosen : measures[0];
  const layout = useCallback(
    (place: number) => {
      const asked = askedOf(measure ?? "", counted);
      const bars = measure === undefined ? [] : barsOf(answer, measure, words.t("room.cell.none"));
      return drawBars(bars, measure ?? "", place, words, (bar) => (asked ? pickOf(bar.keys, asked) : undefined));
    },
    [answer, measure, counted, words],
  );
  if (measure === undefined) return null;
  const name = (head: string) => words.column(answer.analysis, head);
  return (
    <div>
      {measures.length > 1 && (
        <div className={choices.row}>
          <Choice
            label={words.t("room.table.measure")}
            value={measure}
            choices={measures.map((head) => [head, name(head)])}
            onChoose={setChosen}
          />
        </div>
      )}
      <Figure
        label={words.t("pictures.bars.finding", { measure: name(measure) })}
        layout={layout}
        onPick={onPick}
        width={width}
      />
    </div>
  );
}
