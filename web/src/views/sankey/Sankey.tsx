import { useCallback } from "react";
import type { PictureProps } from "../figure/answers";
import { Figure } from "../figure/Figure";
import { noted } from "../figure/Note";
import { useGroup } from "../figure/useGroup";
import { usePictureWords } from "../figure/words";
import { drawList } from "./drawList";
import { drawSankey } from "./drawSankey";
import type { Paths } from "./model";

/** Columns narrower than this have no room for words and ribbons. */
const COLUMN = 128;

/** Paths: nodes by step, ribbons of customers between them. */
export function Sankey({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { shown, of, choice } = useGroup<Paths>(answer, words);
  const layout = useCallback(
    (place: number) => {
      const away = shown.dropped + shown.in_window;
      const numbers = { n: words.format.number(shown.dropped), open: words.format.number(shown.in_window) };
      const note = away > 0 ? words.t("pictures.sankey.away", numbers) : "";
      const drawing =
        place < 640 || place / shown.columns.length < COLUMN * 0.75
          ? drawList(shown, place, words, of)
          : drawSankey(shown, Math.max(place, COLUMN * shown.columns.length), words, of);
      return noted(drawing, note);
    },
    [shown, words, of],
  );
  const [most] = shown.paths;
  const label = most
    ? words.t("pictures.sankey.finding", {
        n: words.format.number(shown.n),
        path: most.path.join(" → "),
        share: words.sure(most),
      })
    : words.t("pictures.nobody");
  return (
    <div>
      {choice}
      <Figure label={label} layout={layout} onPick={onPick} width={width} />
    </div>
  );
}
