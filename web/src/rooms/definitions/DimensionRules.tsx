import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { DimensionEditor } from "./DimensionEditor";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";
import type { DimensionRule, DimensionVolume } from "./types";

interface Props extends RulesProps {
  opened: string | null;
  onOpen: (what: string | null) => void;
}

/** Dimensions by rule: values of a property put into groups, each edited in its place. */
export function DimensionRules({ definitions, check, edits, opened, onOpen }: Props) {
  const { t } = useTranslation("definitions");
  return (
    <section id="dimensions" className={classes.stage} aria-label={t("dimensions.title")}>
      <div className={classes.gutter}>
        <h2>{t("dimensions.title")}</h2>
        <p>{t("dimensions.text")}</p>
      </div>
      <div className={classes.rows}>
        {definitions.dimensions.map((rule, place) => (
          <DimensionRow
            key={rule.name}
            rule={rule}
            volume={check.dimensions[place]}
            edits={edits}
            open={opened === `dimension:${rule.name}`}
            onOpen={(open) => onOpen(open ? `dimension:${rule.name}` : null)}
          />
        ))}
        <div className={classes.touchpoint}>
          {opened === "dimension" ? (
            <DimensionEditor rule={null} edits={edits} onClose={() => onOpen(null)} />
          ) : (
            <button type="button" className={classes.more} onClick={() => onOpen("dimension")}>
              {t("dimensions.add")}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}

interface RowProps extends Pick<RulesProps, "edits"> {
  rule: DimensionRule;
  volume: DimensionVolume | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function DimensionRow({ rule, volume, edits, open, onOpen }: RowProps) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const events = volume?.groups.reduce((sum, group) => sum + group.events, 0) ?? 0;
  return (
    <div className={classes.touchpoint}>
      <div className={classes.row}>
        <Icon name="data" className={classes.icon} />
        <h3>{rule.name}</h3>
        <button type="button" className={classes.rule} aria-expanded={open} onClick={() => onOpen(!open)}>
          <VisuallyHidden>{t("dimensions.editOf", { name: rule.name })}: </VisuallyHidden>
          <span className={classes.words}>
            {rule.groups.map((group, place) => (
              <span key={group.name} className={classes.phrase}>
                {group.name} <small>{group.values.join(", ")}</small>
                {volume?.state === "ready" && volume.groups[place]?.events === 0 && <i> {t("rule.fitsNothing")}</i>}
              </span>
            ))}
            {rule.other && (
              <span className={classes.phrase}>
                {rule.other} <small>{t("dimensions.rest")}</small>
              </span>
            )}
          </span>
        </button>
        <span className={classes.figure}>
          <b>{t("dimensions.groups", { count: rule.groups.length, n: format.number(rule.groups.length) })}</b>
          <small>{volume && t("count.events", { count: events, n: format.number(events) })}</small>
        </span>
      </div>
      {volume && volume.state !== "ready" && (
        <p className={classes.gap}>
          <Icon name="alert" size={16} /> {t(`dimensions.state.${volume.state}`, { property: rule.property })}
        </p>
      )}
      {open && <DimensionEditor rule={rule} edits={edits} onClose={() => onOpen(false)} />}
    </div>
  );
}
