import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Match } from "../../api/types";
import { Trouble } from "../../ui/Trouble";
import { Found } from "./Found";
import { MatchFields } from "./MatchFields";
import { dictionaryQuery, matchQuery } from "./queries";
import classes from "./RuleEditor.module.css";
import { type Draft, ruleOf } from "./rule";

interface Props {
  /** Says what is edited. */
  label: string;
  match: Match[];
  order?: string[];
  own?: string | null;
  /** More to say of it than its rule, such as its name. */
  fields?: ReactNode;
  /** What else keeps it from being saved. */
  incomplete?: boolean;
  pending: boolean;
  error: Error | null;
  onSave: (match: Match[], why: string) => void;
  onClose: () => void;
  onRemove?: () => void;
  removeLabel?: string;
}

/** A rule edited in its place, with what it fits while it is typed. */
export function RuleEditor(props: Props) {
  const { t } = useTranslation("definitions");
  const { match, pending, error } = props;
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    (match.length > 0 ? match : [{}]).map((one, key) => ({ key, match: one })),
  );
  const [why, setWhy] = useState("");
  const rule = ruleOf(drafts);
  const [asked] = useDebouncedValue(rule, 250);
  const found = useQuery({ ...matchQuery(asked), placeholderData: keepPreviousData });
  const dictionary = useQuery(dictionaryQuery);
  const waiting = found.isFetching || JSON.stringify(asked) !== JSON.stringify(rule);
  const shown = rule.length > 0 ? found.data : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rule.length > 0 && !props.incomplete) props.onSave(rule, why.trim());
  };
  return (
    <form className={classes.editor} aria-label={props.label} onSubmit={submit}>
      {props.fields}
      <MatchFields
        drafts={drafts}
        volumes={waiting ? undefined : shown?.matches}
        kinds={dictionary.data?.kinds ?? []}
        onChange={setDrafts}
      />
      <Found found={shown} waiting={waiting && rule.length > 0} order={props.order} own={props.own ?? null} />
      {(error ?? found.error) && <Trouble error={(error ?? found.error) as Error} inline />}
      <TextInput
        className={classes.why ?? ""}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        label={t("why.label")}
        placeholder={t("why.placeholder")}
        maxLength={500}
        autoComplete="off"
      />
      <div className={classes.actions}>
        <Button type="submit" loading={pending} disabled={rule.length === 0 || props.incomplete === true}>
          {t("save")}
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          {t("cancel")}
        </Button>
        {props.onRemove && (
          <Button variant="subtle" className={classes.apart ?? ""} disabled={pending} onClick={props.onRemove}>
            {props.removeLabel}
          </Button>
        )}
      </div>
    </form>
  );
}
