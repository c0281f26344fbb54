import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definitions, EditOp, Match } from "../../api/types";
import { RuleEditor } from "./RuleEditor";
import editor from "./RuleEditor.module.css";
import type { RulesProps } from "./Rules";
import { sameRule } from "./rule";

interface Props extends RulesProps {
  /** Null: a new one. */
  touchpoint: Definitions["touchpoints"][number] | null;
  stage: string | null;
  onClose: () => void;
}

/** A touchpoint's name, stage and rule. What stayed as it was is no edit. */
export function TouchpointEditor({ touchpoint, stage, onClose, definitions, edits }: Props) {
  const { t } = useTranslation("definitions");
  const [name, setName] = useState(touchpoint?.name ?? "");
  const [place, setPlace] = useState(stage ?? "");
  const wanted = name.trim();
  const save = (match: Match[], why: string) => {
    if (!touchpoint) {
      edits.edit({ do: "add_touchpoint", name: wanted, stage: place || null, match }, onClose, why);
      return;
    }
    const { id } = touchpoint;
    const ops: EditOp[] = [];
    if (!sameRule(match, touchpoint.match)) ops.push({ do: "set_match", touchpoint: id, match });
    if (wanted !== touchpoint.name) ops.push({ do: "rename_touchpoint", touchpoint: id, name: wanted });
    if (place !== (stage ?? "")) ops.push({ do: "move_touchpoint", touchpoint: id, stage: place || null });
    const next = (at: number) => {
      const op = ops[at];
      if (op) edits.edit(op, () => next(at + 1), why);
      else onClose();
    };
    next(0);
  };
  return (
    <RuleEditor
      label={touchpoint ? t("rule.editOf", { name: touchpoint.name }) : t("touchpoint.add")}
      match={touchpoint?.match ?? []}
      order={definitions.touchpoints.map(({ id }) => id)}
      own={touchpoint?.id ?? null}
      fields={
        <div className={editor.pair}>
          <TextInput
            label={t("touchpoint.name")}
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("touchpoint.stage")}
            value={place}
            data={[
              ...(touchpoint ? [{ value: "", label: t("stage.none") }] : []),
              ...definitions.stages.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        </div>
      }
      incomplete={wanted === ""}
      pending={edits.pending}
      error={edits.error}
      onSave={save}
      onClose={() => {
        edits.forget();
        onClose();
      }}
      {...(touchpoint && {
        onRemove: () => edits.edit({ do: "remove_touchpoint", touchpoint: touchpoint.id }, onClose),
        removeLabel: t("touchpoint.remove"),
      })}
    />
  );
}
