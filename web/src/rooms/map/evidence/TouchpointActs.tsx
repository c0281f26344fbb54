import { Button, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer, MapStage, MapTouchpoint } from "../../../api/types";
import type { Edits } from "../../../ui/edits/useEdits";
import classes from "./Evidence.module.css";

interface Props {
  touchpoint: MapTouchpoint;
  stage: MapStage;
  answer: MapAnswer;
  definitions: Definitions | undefined;
  edits: Edits;
  onClose: () => void;
}

/** Moves, merges and removes a touchpoint, without a pointer too. */
export function TouchpointActs({ touchpoint, stage, answer, definitions, edits, onClose }: Props) {
  const { t } = useTranslation("map");
  const { id } = touchpoint;
  const stages = definitions?.stages ?? answer.stages;
  const others = answer.stages.flatMap((one) => one.touchpoints).filter((one) => one.id !== id);
  return (
    <section className={classes.acts}>
      <NativeSelect
        label={t("evidence.moveTo")}
        value={stage.id}
        onChange={(event) => edits.edit({ do: "move_touchpoint", touchpoint: id, stage: event.currentTarget.value })}
        data={stages.map((one) => ({ value: one.id, label: one.name }))}
      />
      <NativeSelect
        label={t("evidence.merge")}
        value=""
        disabled={others.length === 0}
        onChange={(event) =>
          event.currentTarget.value &&
          edits.edit({ do: "merge_touchpoints", into: event.currentTarget.value, from: [id] }, onClose)
        }
        data={[
          { value: "", label: t("evidence.mergeChoose") },
          ...others.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => edits.edit({ do: "remove_touchpoint", touchpoint: id }, onClose)}
        >
          {t("evidence.remove")}
        </Button>
      </div>
    </section>
  );
}
