import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definitions } from "../../api/types";
import { NameDialog } from "../../ui/edits/NameDialog";
import type { Edits } from "../../ui/edits/useEdits";
import { Aims } from "./Aims";
import { DimensionRules } from "./DimensionRules";
import { Needs } from "./Needs";
import { Properties } from "./Properties";
import classes from "./Rules.module.css";
import { StageSection } from "./StageSection";
import type { Checked } from "./types";
import { Unplaced } from "./Unplaced";

export interface RulesProps {
  definitions: Definitions;
  check: Checked;
  edits: Edits;
}

/** Everything that is a rule, in the order of the map; what is wrong stands where it can be mended. */
export function Rules(props: RulesProps) {
  const { t } = useTranslation("definitions");
  const { definitions, edits } = props;
  /** One rule is open at a time: "touchpoint:id", "new:stage", "outcome", "touch:name". */
  const [opened, setOpened] = useState<string | null>(null);
  const [naming, setNaming] = useState(false);
  const open = (what: string | null) => {
    edits.forget();
    setOpened(what);
  };
  const off = definitions.touchpoints.some(({ stage }) => stage === null);
  return (
    <>
      <Needs {...props} />
      <Unplaced {...props} />
      <section aria-label={t("stages")} className={classes.stages}>
        {definitions.stages.map((stage, place) => (
          <StageSection key={stage.id} stage={stage} place={place} opened={opened} onOpen={open} {...props} />
        ))}
        {off && <StageSection stage={null} place={-1} opened={opened} onOpen={open} {...props} />}
        <button type="button" className={classes.more} onClick={() => setNaming(true)}>
          {t("stage.add")}
        </button>
      </section>
      <Aims opened={opened} onOpen={open} {...props} />
      <DimensionRules opened={opened} onOpen={open} {...props} />
      <Properties />
      <NameDialog
        opened={naming}
        title={t("stage.add")}
        label={t("stage.name")}
        edits={edits}
        onName={(name, done) => edits.edit({ do: "add_stage", name }, done)}
        onClose={() => setNaming(false)}
      />
    </>
  );
}
