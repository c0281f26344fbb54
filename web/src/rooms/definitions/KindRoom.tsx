import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";
import { statusQuery } from "../../api/queries";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import classes from "./Dictionary.module.css";
import { PropertiesTable } from "./PropertiesTable";
import { kindQuery } from "./queries";
import { SamplesTable } from "./SamplesTable";
import type { KindAnswer } from "./types";

/** One kind of event: how much of it, what it carries, and its newest events. */
export function KindRoom() {
  const { t } = useTranslation("definitions");
  const { code } = useParams({ from: "/definitions/events/$code" });
  const kind = useQuery(kindQuery(Number(code)));
  const status = useQuery(statusQuery);
  const error = kind.error ?? status.error;
  return (
    <Page title={t("kind.title")}>
      <Link to="/definitions/events" className={classes.back}>
        <Icon name="left" size={16} /> {t("dictionary.title")}
      </Link>
      {error ? (
        <Trouble error={error} retry={() => void Promise.all([kind.refetch(), status.refetch()])} />
      ) : kind.data && status.data ? (
        <Kind answer={kind.data} timezone={status.data.timezone} currency={status.data.currency} />
      ) : (
        <div className={classes.waiting}>
          <Skeleton width={220} height={24} />
          <Skeleton width="52ch" />
          <Skeleton height={160} />
        </div>
      )}
    </Page>
  );
}

function Kind({ answer, timezone, currency }: { answer: KindAnswer; timezone: string; currency: string }) {
  const { t } = useTranslation("definitions");
  const format = useFormat(timezone);
  const say = useSaid();
  const kind = answer.kinds[0];
  if (!kind) return null;
  return (
    <>
      <h1 className={classes.title}>{kind.name || t("kind.noName")}</h1>
      <p className={classes.answer}>
        <Trans
          t={t}
          i18nKey="kind.answer"
          values={{
            events: t("count.events", { count: kind.events, n: format.number(kind.events) }),
            customers: t("count.customers", { count: kind.customers, n: format.number(kind.customers) }),
            days: format.dateRange(kind.first, kind.last),
          }}
          components={{ b: <b /> }}
        />
      </p>
      <dl className={classes.facts}>
        {[
          [t("field.channel"), kind.channel || t("rule.noChannel")],
          [t("field.surface"), kind.surface || t("rule.noSurface")],
          [
            t("field.actor"),
            t(`actor.${kind.actor === "company" || kind.actor === "system" ? kind.actor : "customer"}`),
          ],
          [t("column.place"), kind.touchpoint ?? t("kind.unplaced")],
          [t("touchpoint.stage"), kind.stage ?? t("stage.none")],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className={classes.section}>{t("properties.title")}</h2>
      <PropertiesTable properties={answer.properties} />
      <h2 className={classes.section}>{t("samples.title")}</h2>
      <SamplesTable samples={answer.samples} timezone={timezone} currency={currency} />
      <p className={classes.foot}>{say(answer.definition, answer.said)}</p>
    </>
  );
}
