import { useCallback } from "react";
import type { PictureProps } from "../figure/answers";
import { Figure } from "../figure/Figure";
import { useGroup } from "../figure/useGroup";
import { usePictureWords } from "../figure/words";
import { drawHeat } from "./drawHeat";
import { END, type StepMatrix } from "./model";

/** The step matrix: where journeys are at each of their first steps. */
export function Heat({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { shown, of, choice } = useGroup<StepMatrix>(answer, words);
  const layout = useCallback((place: number) => drawHeat(shown, place, words, of), [shown, words, of]);
  const over = shown.rows.findLast(({ name }) => name === END);
  const label = over
    ? words.t("pictures.heat.finding", {
        n: words.format.number(shown.n),
        k: words.format.number(over.step),
        share: words.sure(over),
      })
    : words.t("pictures.nobody");
  return (
    <div>
      {choice}
      <Figure label={label} layout={layout} onPick={onPick} width={width} />
    </div>
  );
}
