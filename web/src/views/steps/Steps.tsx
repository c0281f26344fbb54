import { useCallback } from "react";
import { groupsOf, type PictureProps, sidesOf } from "../figure/answers";
import { Figure } from "../figure/Figure";
import type { Drawing } from "../figure/marks";
import { under } from "../figure/under";
import { usePictureWords, type Words } from "../figure/words";
import { drawGroups } from "./drawGroups";
import { drawRiver } from "./drawRiver";
import { drawRows } from "./drawRows";
import { drawSides } from "./drawSides";
import type { Funnel } from "./river";

/** A river needs columns this wide for its words. */
const COLUMN = 158;

/** A funnel: who goes on, who still can, who dropped, step by step; with its groups, or beside another. */
export function Steps({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const layout = useCallback((place: number) => stepsOf(answer, place, words), [answer, words]);
  return <Figure label={findingOf(answer as unknown as Funnel, words)} layout={layout} onPick={onPick} width={width} />;
}

export function stepsOf(answer: PictureProps["answer"], width: number, words: Words): Drawing {
  const { t } = words;
  const funnel = answer as unknown as Funnel;
  const [here, there] = sidesOf<Funnel>(answer, words.here, words.there);
  if (here && there) return drawSides(answer, [here, there], width, words);
  const whole =
    width / funnel.steps.length >= COLUMN ? drawRiver(funnel, width, words) : drawRows(funnel, width, words);
  const groups = groupsOf<Funnel>(answer, t("room.cell.none"), t("room.cell.others"));
  if (groups.length === 0) return whole;
  const title = t("pictures.by", { property: answer.breakdown?.property ?? "" });
  return under(whole, drawGroups(funnel, groups, title, width, words), 20);
}

function findingOf({ n, steps, converted }: Funnel, { t, format, sure }: Words): string {
  const last = steps.at(-1)?.name ?? "";
  if (n === 0) return t("pictures.nobody");
  return t("pictures.steps.finding", {
    n: format.number(n),
    customers: format.number(converted.customers),
    last,
    share: sure(converted),
  });
}
