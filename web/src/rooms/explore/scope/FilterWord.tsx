import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import dialog from "../../../ui/Dialog.module.css";
import { Word } from "../question/Word";

interface Props {
  rule: string | undefined;
  /** The server's sentence about it, and the place that it marks. */
  fault: { sentence: string; place: string | undefined } | null;
  onChange: (rule: string | undefined) => void;
}

const EXAMPLE = "device = mobile and value > 50";
const LONG = 40;

/** Which events count: all, or those of a rule. */
export function FilterWord({ rule, fault, onChange }: Props) {
  const { t } = useTranslation("explore");
  const shown = rule && rule.length > LONG ? `${rule.slice(0, LONG)}…` : rule;
  return (
    <Word label={t("room.filter.label")} text={shown ?? t("room.filter.all")} fault={fault !== null} width={400}>
      {(close) => (
        <FilterForm
          rule={rule ?? ""}
          fault={fault}
          onRule={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </Word>
  );
}

interface FormProps {
  rule: string;
  fault: Props["fault"];
  onRule: (rule: string | undefined) => void;
}

function FilterForm({ rule, fault, onRule }: FormProps) {
  const { t } = useTranslation("explore");
  const [text, setText] = useState(rule);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRule(text.trim() || undefined);
  };
  return (
    <form onSubmit={submit} className={dialog.fields}>
      <Textarea
        label={t("room.filter.rule")}
        description={t("room.filter.hint", { example: EXAMPLE })}
        classNames={{ root: dialog.rule ?? "", description: dialog.small ?? "", error: dialog.small ?? "" }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          fault &&
          text === rule && (
            <>
              {fault.sentence}
              {fault.place && <code className={dialog.place}>{fault.place}</code>}
            </>
          )
        }
        rows={3}
        maxLength={10_000}
        spellCheck={false}
        data-autofocus
      />
      <div className={dialog.actions}>
        <Button type="submit">{t("room.filter.apply")}</Button>
        {rule && (
          <Button variant="subtle" onClick={() => onRule(undefined)}>
            {t("room.filter.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
