import { type ReactNode, useMemo, useState } from "react";
import type { AnalysisAnswer } from "../../api/explore";
import { groupsOf, sidesOf, type Variant } from "./answers";
import { Choice } from "./Choice";
import choices from "./Choice.module.css";
import type { Words } from "./words";

const ALL = "all";

/** One answer of several, for pictures that can draw only one: everybody, a group, or a side of a comparison. */
export function useGroup<A>(
  answer: AnalysisAnswer,
  words: Words,
): { shown: A; of: Variant<A> | undefined; choice: ReactNode } {
  const [chosen, setChosen] = useState(ALL);
  const { t, here, there } = words;
  const variants = useMemo(() => {
    const sides = sidesOf<A>(answer, here, there);
    return sides.length > 0 ? sides : groupsOf<A>(answer, t("room.cell.none"), t("room.cell.others"));
  }, [answer, t, here, there]);
  const compared = answer.difference !== undefined;
  const of = variants[Number(chosen)] ?? (compared ? variants[0] : undefined);
  const value = variants[Number(chosen)] ? chosen : compared ? "0" : ALL;
  const named = variants.map(({ name }, place): [string, string] => [String(place), name]);
  return {
    shown: of?.answer ?? (answer as unknown as A),
    of,
    choice: variants.length > 0 && (
      <div className={choices.row}>
        <Choice
          label={t("pictures.of")}
          value={value}
          choices={compared ? named : [[ALL, t("room.table.all")], ...named]}
          onChoose={setChosen}
        />
      </div>
    ),
  };
}
