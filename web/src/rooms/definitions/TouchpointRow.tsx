import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definitions } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";
import { RuleWords } from "./RuleWords";
import { TouchpointEditor } from "./TouchpointEditor";

interface Props extends RulesProps {
  touchpoint: Definitions["touchpoints"][number];
  opened: boolean;
  onOpen: (open: boolean) => void;
}

/** A touchpoint with its rule and what it holds; conflicts and gaps of it below. */
export function TouchpointRow({ touchpoint, opened, onOpen, ...props }: Props) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const { check, definitions } = props;
  const volume = check.touchpoints.find(({ id }) => id === touchpoint.id);
  const nameOf = new Map(definitions.touchpoints.map(({ id, name }) => [id, name]));
  const winners = volume?.lost_to.map((id) => nameOf.get(id) ?? id) ?? [];
  const lost = check.conflicts.filter(({ others }) => others.includes(touchpoint.id)).map(({ kind }) => kind.name);
  return (
    <div id={`touchpoint-${touchpoint.id}`} className={classes.touchpoint} data-touchpoint={touchpoint.id}>
      <div className={classes.row}>
        <Icon name={channelIcon(touchpoint.channel)} className={classes.icon} />
        <h3>{touchpoint.name}</h3>
        <button type="button" className={classes.rule} aria-expanded={opened} onClick={() => onOpen(!opened)}>
          <VisuallyHidden>{t("rule.editOf", { name: touchpoint.name })}: </VisuallyHidden>
          <RuleWords match={touchpoint.match} volumes={volume?.matches} />
        </button>
        <span className={classes.figure}>
          <b>{volume && format.number(volume.customers)}</b>
          <small>{volume && t("count.events", { count: volume.events, n: format.number(volume.events) })}</small>
        </span>
      </div>
      {winners.length > 0 && (
        <p className={classes.gap}>
          <Icon name="alert" size={16} />
          {t("gap.lost", { kinds: format.list([...new Set(lost)].slice(0, 3)), names: format.list(winners) })}
        </p>
      )}
      {volume?.events === 0 && winners.length === 0 && (
        <p className={classes.gap}>
          <Icon name="alert" size={16} /> {t("gap.idle")}
        </p>
      )}
      {opened && (
        <TouchpointEditor touchpoint={touchpoint} stage={touchpoint.stage} onClose={() => onOpen(false)} {...props} />
      )}
    </div>
  );
}
