import { Button, TextInput, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Match } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { RuleEditor } from "./RuleEditor";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";
import { RuleWords } from "./RuleWords";
import type { RuleVolume } from "./types";

interface Props extends RulesProps {
  opened: string | null;
  onOpen: (what: string | null) => void;
}

/** What the workspace wants to happen, and what it does to get there: the outcome and the marketing touches. */
export function Aims({ definitions, check, edits, opened, onOpen }: Props) {
  const { t } = useTranslation("definitions");
  const { outcome, marketing } = definitions;
  const close = () => onOpen(null);
  const shared = { edits, opened, onOpen, onClose: close };
  return (
    <>
      <section id="outcome" className={classes.stage} aria-label={t("outcome.title")}>
        <div className={classes.gutter}>
          <h2>{t("outcome.title")}</h2>
          <p>{t("outcome.text")}</p>
        </div>
        <div className={classes.rows}>
          <AimRow
            {...shared}
            id="outcome"
            name={outcome?.name ?? null}
            match={outcome?.match ?? []}
            volume={check.outcome ?? undefined}
            gap={check.outcome_unreached ? t("gap.outcome") : null}
            addLabel={t("outcome.add")}
            onSave={(name, match, why) => edits.edit({ do: "set_outcome", name, match }, close, why)}
          />
        </div>
      </section>
      <section id="marketing" className={classes.stage} aria-label={t("marketing.title")}>
        <div className={classes.gutter}>
          <h2>{t("marketing.title")}</h2>
          <p>{t("marketing.text")}</p>
        </div>
        <div className={classes.rows}>
          {marketing.map((touch, place) => (
            <AimRow
              {...shared}
              key={touch.name}
              id={`touch:${touch.name}`}
              name={touch.name}
              match={touch.match}
              volume={check.marketing[place]}
              gap={check.marketing[place]?.events === 0 ? t("gap.idle") : null}
              fixed
              onSave={(name, match, why) => edits.edit({ do: "set_touch", name, match }, close, why)}
              onRemove={() => edits.edit({ do: "set_touch", name: touch.name, match: [] }, close)}
            />
          ))}
          <AimRow
            {...shared}
            id="touch"
            name={null}
            match={[]}
            volume={undefined}
            gap={null}
            addLabel={t("marketing.add")}
            onSave={(name, match, why) => edits.edit({ do: "set_touch", name, match }, close, why)}
          />
          {check.templates.length > 0 && (
            <div className={classes.templates}>
              <span>{t("marketing.found")}</span>
              {check.templates.map(({ id, match }) => (
                <Button
                  key={id}
                  variant="default"
                  size="compact-sm"
                  disabled={edits.pending}
                  title={match.map(({ name, channel }) => name || channel).join(", ")}
                  onClick={() => edits.edit({ do: "set_touch", name: t(`template.${id}`), match })}
                >
                  {t("marketing.take", { name: t(`template.${id}`) })}
                </Button>
              ))}
            </div>
          )}
        </div>
      </section>
    </>
  );
}

interface AimProps extends Pick<RulesProps, "edits"> {
  id: string;
  /** Null: there is none yet. */
  name: string | null;
  match: Match[];
  volume: RuleVolume | undefined;
  gap: string | null;
  addLabel?: string;
  /** The name is what it is known by. */
  fixed?: boolean;
  opened: string | null;
  onOpen: (what: string | null) => void;
  onClose: () => void;
  onSave: (name: string, match: Match[], why: string) => void;
  onRemove?: () => void;
}

function AimRow(props: AimProps) {
  const { id, name, match, volume, gap, opened, onOpen } = props;
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const open = opened === id;
  return (
    <div className={classes.touchpoint}>
      {name === null && !open && (
        <button type="button" className={classes.more} onClick={() => onOpen(id)}>
          {props.addLabel}
        </button>
      )}
      {name !== null && (
        <div className={classes.row}>
          <Icon name={id === "outcome" ? "goals" : "push"} className={classes.icon} />
          <h3>{name}</h3>
          <button type="button" className={classes.rule} aria-expanded={open} onClick={() => onOpen(open ? null : id)}>
            <VisuallyHidden>{t("rule.editOf", { name })}: </VisuallyHidden>
            <RuleWords match={match} volumes={volume?.matches} />
          </button>
          <span className={classes.figure}>
            <b>{volume && format.number(volume.customers)}</b>
            <small>{volume && t("count.events", { count: volume.events, n: format.number(volume.events) })}</small>
          </span>
        </div>
      )}
      {gap && (
        <p className={classes.gap}>
          <Icon name="alert" size={16} /> {gap}
        </p>
      )}
      {open && <AimEditor {...props} />}
    </div>
  );
}

function AimEditor({ name, match, fixed, edits, onSave, onClose, onRemove }: AimProps) {
  const { t } = useTranslation("definitions");
  const [text, setText] = useState(name ?? "");
  return (
    <RuleEditor
      label={name === null ? t("aim.new") : t("rule.editOf", { name })}
      match={match}
      fields={
        !fixed && (
          <TextInput
            label={t("touchpoint.name")}
            value={text}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )
      }
      incomplete={text.trim() === ""}
      pending={edits.pending}
      error={edits.error}
      onSave={(rule, why) => onSave(text.trim(), rule, why)}
      onClose={onClose}
      {...(onRemove && { onRemove, removeLabel: t("remove") })}
    />
  );
}
