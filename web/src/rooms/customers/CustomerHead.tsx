import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerAnswer } from "../../api/types";
import { useFormat } from "../../ui/format";
import { shown } from "../../views/path/feeling";
import { Spark } from "../../views/path/Spark";
import classes from "./CustomerHead.module.css";
import { factsOf, initialsOf } from "./facts";

interface Props {
  customer: CustomerAnswer;
  timezone: string;
  currency: string;
}

export function CustomerHead({ customer, timezone, currency }: Props) {
  const { t } = useTranslation("customers");
  const format = useFormat(timezone);
  const { key, traits, events, total } = customer;
  const { stage, feelings, value } = factsOf(events);
  const first = events[0];
  const now = feelings.at(-1);
  const lowest = Math.min(...feelings.map(({ valence }) => valence));
  const described = Object.entries(traits).filter(([, trait]) => trait !== null && trait !== "");
  return (
    <header className={classes.who}>
      <div className={classes.person}>
        <span className={classes.face} aria-hidden="true">
          {initialsOf(key)}
        </span>
        <div>
          <h1>{key}</h1>
          {described.length > 0 && (
            <dl className={classes.traits}>
              {described.map(([name, trait]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{String(trait)}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </div>
      {stage && (
        <Fact name={t("fact.stage")} figure={stage.name} note={t("fact.since", { date: format.date(stage.since) })} />
      )}
      {now && (
        <Fact
          name={t("fact.feeling")}
          figure={<Spark feelings={feelings} label={t("fact.feelingOf", { n: format.number(feelings.length) })} />}
          note={t("fact.feelingNow", { now: format.signed(shown(now.valence)), lowest: format.signed(shown(lowest)) })}
        />
      )}
      {value !== null && (
        <Fact name={t("fact.value")} figure={format.money(value, currency)} note={t("fact.valueNote")} />
      )}
      {first && (
        <Fact
          name={t("fact.events")}
          figure={format.number(total)}
          note={t("fact.since", { date: format.date(first.time) })}
        />
      )}
    </header>
  );
}

function Fact({ name, figure, note }: { name: string; figure: ReactNode; note: string }) {
  return (
    <div className={classes.fact}>
      <small>{name}</small>
      <b>{figure}</b>
      <span>{note}</span>
    </div>
  );
}
