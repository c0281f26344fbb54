import { Trans, useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";

/** In one sentence what the rules hold; then what needs a look, each with the way to its place. */
export function Needs({ definitions, check }: RulesProps) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const count = (key: "conflicts" | "empty" | "unreached" | "idle" | "unplaced", n: number) =>
    t(`need.${key}`, { count: n, n: format.number(n) });
  const nameOf = new Map(definitions.stages.map(({ id, name }) => [id, name]));
  const needs = [
    check.unplaced_total.kinds > 0 && { to: "unplaced", text: count("unplaced", check.unplaced_total.kinds) },
    check.conflicts_total > 0 && {
      to: `touchpoint-${check.conflicts[0]?.others[0]}`,
      text: count("conflicts", check.conflicts_total),
    },
    check.stages_unreached.length > 0 && {
      to: `stage-${check.stages_unreached[0]}`,
      text: t("need.unreached", { names: format.list(check.stages_unreached.map((id) => nameOf.get(id) ?? id)) }),
    },
    check.touchpoints_idle.length > 0 && {
      to: `touchpoint-${check.touchpoints_idle[0]}`,
      text: count("idle", check.touchpoints_idle.length),
    },
    check.empty_matches > 0 && { to: "rules", text: count("empty", check.empty_matches) },
    check.outcome_unreached && { to: "outcome", text: t("need.outcome") },
    definitions.outcome === null && { to: "outcome", text: t("need.noOutcome") },
  ].filter((need) => need !== false);
  const held = check.touchpoints.reduce((sum, { kinds }) => sum + kinds, 0);
  return (
    <>
      <p className={classes.answer}>
        <Trans
          t={t}
          i18nKey="answer"
          values={{
            touchpoints: t("count.touchpoints", {
              count: definitions.touchpoints.length,
              n: format.number(definitions.touchpoints.length),
            }),
            stages: t("count.stages", {
              count: definitions.stages.length,
              n: format.number(definitions.stages.length),
            }),
            kinds: t("count.kinds", { count: held, n: format.number(held) }),
          }}
          components={{ b: <b /> }}
        />{" "}
        {needs.length === 0 && t("need.none")}
      </p>
      {needs.length > 0 && (
        <ul className={classes.needs} aria-label={t("need.title")}>
          {needs.map(({ to, text }) => (
            <li key={text}>
              <a href={`#${to}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
