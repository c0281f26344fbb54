import { useCallback, useId, useMemo, useState } from "react";
import type { PictureProps } from "../figure/answers";
import { Choice } from "../figure/Choice";
import choices from "../figure/Choice.module.css";
import { Figure } from "../figure/Figure";
import { useGroup } from "../figure/useGroup";
import { usePictureWords } from "../figure/words";
import { drawGraph } from "./drawGraph";
import { drawMatrix } from "./drawMatrix";
import { drawMoves } from "./drawMoves";
import { movesOf, readablePart, strongest, type Transitions } from "./model";

const NARROW = 700;

/** Transitions: as a graph of the strongest moves, or as a matrix of all. */
export function Graph({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { t, format } = words;
  const { shown, of, choice } = useGroup<Transitions>(answer, words);
  const [as, setAs] = useState<"graph" | "matrix">("graph");
  const [asked, setAsked] = useState<number>();
  const moves = useMemo(() => movesOf(shown), [shown]);
  const part = asked ?? readablePart(moves);
  const slider = useId();
  const layout = useCallback(
    (place: number) => {
      if (as === "matrix") return drawMatrix(shown, place, words, of);
      const taken = strongest(moves, part);
      return place < NARROW ? drawMoves(taken, place, words, of) : drawGraph(shown, taken, place, words, of);
    },
    [as, shown, moves, part, words, of],
  );
  const [most] = moves;
  const label = most
    ? t("pictures.graph.finding", {
        n: format.number(shown.n),
        from: most.from,
        to: most.to,
        times: format.number(most.count),
      })
    : t("pictures.nobody");
  return (
    <div>
      {choice}
      <div className={choices.row}>
        <Choice
          label={t("pictures.graph.as")}
          value={as}
          choices={[
            ["graph", t("pictures.graph.graph")],
            ["matrix", t("pictures.graph.matrix")],
          ]}
          onChoose={setAs}
        />
        {as === "graph" && (
          <span className={choices.slider}>
            <label htmlFor={slider}>{t("pictures.graph.flow")}</label>
            <input
              id={slider}
              type="range"
              min={10}
              max={100}
              step={5}
              value={Math.round(part * 100)}
              onChange={(event) => setAsked(event.currentTarget.valueAsNumber / 100)}
            />
            <output htmlFor={slider}>{format.percent(part)}</output>
          </span>
        )}
      </div>
      <Figure label={label} layout={layout} onPick={onPick} width={width} />
    </div>
  );
}
