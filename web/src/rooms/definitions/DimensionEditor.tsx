import { Button, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { Edits } from "../../ui/edits/useEdits";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Trouble } from "../../ui/Trouble";
import own from "./DimensionEditor.module.css";
import { dictionaryQuery, dimensionQuery } from "./queries";
import classes from "./RuleEditor.module.css";
import type { DimensionRule, DimensionVolume } from "./types";

interface Props {
  /** Null: a new one. */
  rule: DimensionRule | null;
  edits: Edits;
  onClose: () => void;
}

interface Draft {
  key: number;
  name: string;
  values: string[];
}

const BLANK = { name: "", values: [] as string[] };

/** A dimension edited in its place, with what falls into each group while it is typed. */
export function DimensionEditor({ rule, edits, onClose }: Props) {
  const { t } = useTranslation("definitions");
  const dictionary = useQuery(dictionaryQuery);
  const [name, setName] = useState(rule?.name ?? "");
  const [property, setProperty] = useState(rule?.property ?? "");
  const [other, setOther] = useState(rule?.other ?? "");
  const [why, setWhy] = useState("");
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    (rule?.groups ?? [BLANK]).map((group, key) => ({ key, ...group })),
  );
  const groups = drafts
    .filter((draft) => draft.name.trim() !== "" && draft.values.length > 0)
    .map((draft) => ({ name: draft.name.trim(), values: draft.values }));
  const [asked] = useDebouncedValue({ property, groups, other }, 250);
  const found = useQuery({ ...dimensionQuery(asked), placeholderData: keepPreviousData });
  const shown = property ? found.data : undefined;
  const complete = name.trim() !== "" && property !== "" && groups.length > 0;
  const change = (key: number, changed: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete)
      edits.edit(
        { do: "set_dimension", name: name.trim(), property, groups, other: other.trim() },
        onClose,
        why.trim(),
      );
  };
  const trouble = edits.error ?? found.error;
  return (
    <form
      className={classes.editor}
      aria-label={rule ? t("dimensions.editOf", { name: rule.name }) : t("dimensions.add")}
      onSubmit={submit}
    >
      <div className={own.head}>
        {!rule && (
          <TextInput
            label={t("touchpoint.name")}
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label={t("dimensions.property")}
          value={property}
          onChange={(event) => setProperty(event.currentTarget.value)}
          data={["", ...properties(dictionary.data?.properties ?? [], property)]}
        />
        <TextInput
          label={t("dimensions.other")}
          placeholder={t("dimensions.itself")}
          value={other}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      </div>
      <Groups
        drafts={drafts}
        found={shown}
        onChange={change}
        onDrop={(key) => setDrafts(drafts.filter((d) => d.key !== key))}
      />
      <button
        type="button"
        className={classes.add}
        onClick={() => setDrafts([...drafts, { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, ...BLANK }])}
      >
        {t("dimensions.addGroup")}
      </button>
      <Rest found={shown} waiting={found.isFetching} />
      {trouble && <Trouble error={trouble} inline />}
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
        <Button type="submit" loading={edits.pending} disabled={!complete}>
          {t("save")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("cancel")}
        </Button>
        {rule && (
          <Button
            variant="subtle"
            className={classes.apart ?? ""}
            disabled={edits.pending}
            onClick={() => edits.edit({ do: "set_dimension", name: rule.name, groups: [] }, onClose)}
          >
            {t("remove")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface GroupsProps {
  drafts: Draft[];
  found: DimensionVolume | undefined;
  onChange: (key: number, changed: Partial<Draft>) => void;
  onDrop: (key: number) => void;
}

function Groups({ drafts, found, onChange, onDrop }: GroupsProps) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const counts = new Map(found?.groups.map((group) => [group.name.toLowerCase(), group.events]));
  return (
    <ul className={own.groups}>
      {drafts.map(({ key, name, values }, place) => {
        const events = values.length > 0 ? counts.get(name.trim().toLowerCase()) : undefined;
        return (
          <li key={key}>
            <TextInput
              aria-label={t("dimensions.groupName", { place: place + 1 })}
              placeholder={t("dimensions.group")}
              value={name}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => onChange(key, { name: event.currentTarget.value })}
            />
            <TagsInput
              aria-label={t("dimensions.valuesOf", { place: place + 1 })}
              placeholder={values.length === 0 ? t("dimensions.values") : ""}
              value={values}
              data={found?.other.examples ?? []}
              acceptValueOnBlur
              splitChars={[]}
              onChange={(chosen) => onChange(key, { values: chosen })}
            />
            <span className={classes.right}>
              {events === 0 ? t("rule.fitsNothing") : events !== undefined && format.number(events)}
            </span>
            <button
              type="button"
              className={classes.drop}
              aria-label={t("dimensions.removeGroup", { place: place + 1 })}
              disabled={drafts.length === 1}
              onClick={() => onDrop(key)}
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What is in no group, and how much does not carry the property at all. */
function Rest({ found, waiting }: { found: DimensionVolume | undefined; waiting: boolean }) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const state = found && (found.state === "unknown" || found.state === "no_column") ? found.state : null;
  return (
    <div className={classes.found} aria-busy={waiting}>
      <p role="status">
        {found === undefined ? (
          t("dimensions.hint")
        ) : state ? (
          t(`dimensions.state.${state}`, { property: found.property })
        ) : (
          <Trans
            t={t}
            i18nKey="dimensions.sentence"
            count={found.other.values}
            values={{
              values: format.number(found.other.values),
              events: format.number(found.other.events),
              missing: format.number(found.missing),
            }}
            components={{ b: <b /> }}
          />
        )}
      </p>
      {!state && found && found.other.examples.length > 0 && (
        <p className={own.examples}>{found.other.examples.join(" · ")}</p>
      )}
    </div>
  );
}

const properties = (known: { name: string; kept: boolean }[], chosen: string) => [
  ...new Set([...known.filter(({ kept }) => kept).map(({ name }) => name), ...(chosen ? [chosen] : [])]),
];
