import type { DefinitionsAnswer, MapComparison, MapQuestion, Status } from "../../api/types";
import type { Edits } from "../../ui/edits/useEdits";
import { Acts } from "./head/Acts";
import { AnswerSentence } from "./head/AnswerSentence";
import { Facts } from "./head/Facts";
import { Nobody } from "./head/Nobody";
import { Title } from "./head/Title";
import { View } from "./head/View";
import classes from "./MapHead.module.css";
import type { MapSearch } from "./search";

export type Change = (patch: { [Key in keyof MapSearch]: MapSearch[Key] | undefined }) => void;

export interface HeadProps {
  shown: MapComparison;
  question: MapQuestion;
  /** What it is compared with; null where it is not. */
  compareName: string | null;
  definitions: DefinitionsAnswer | undefined;
  status: Status;
  search: MapSearch;
  edits: Edits;
  onChange: Change;
}

/** What the map is of, what it says, and what can be done with it. */
export function MapHead(props: HeadProps) {
  const { shown, edits } = props;
  return (
    <header className={classes.head}>
      <div className={classes.row}>
        <div className={classes.words}>
          <Title title={shown.answer.title} onTitle={(title) => edits.edit({ do: "set_title", title })} />
          {shown.answer.journeys === 0 ? (
            <Nobody {...props} />
          ) : (
            <AnswerSentence shown={shown} compareName={props.compareName} />
          )}
        </div>
        <Acts {...props} />
      </div>
      <div className={classes.row}>
        <Facts {...props} />
        <View {...props} />
      </div>
    </header>
  );
}
