import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { customerQuery, statusQuery } from "../../api/queries";
import type { CustomerAnswer, Status } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { PathPicture } from "../../views/path/PathPicture";
import { CustomerHead } from "./CustomerHead";
import classes from "./CustomerRoom.module.css";
import { CustomerSkeleton } from "./CustomerSkeleton";
import { EventsTable } from "./EventsTable";
import { Keys } from "./Keys";

/** One customer: who it is, the path that was walked, and every event of it. */
export function CustomerRoom() {
  const { t } = useTranslation("customers");
  const { id } = useParams({ from: "/customers/$id" });
  const customer = useQuery(customerQuery(id));
  const status = useQuery(statusQuery);
  const error = customer.error ?? status.error;
  return (
    <Page title={t("customer")} wide>
      <Link to="/customers" className={classes.back}>
        <Icon name="left" size={16} /> {t("title")}
      </Link>
      {error ? (
        <Trouble error={error} retry={() => void Promise.all([customer.refetch(), status.refetch()])} />
      ) : customer.data && status.data ? (
        <Journey key={id} customer={customer.data} status={status.data} />
      ) : (
        <CustomerSkeleton />
      )}
    </Page>
  );
}

function Journey({ customer, status }: { customer: CustomerAnswer; status: Status }) {
  const { t } = useTranslation("customers");
  const { timezone, currency } = status;
  const format = useFormat(timezone);
  const [opened, setOpened] = useState<number | null>(null);
  const { events, total, key } = customer;
  const [first, last] = [events[0], events.at(-1)];
  const channels = new Set(events.map(({ channel }) => channel)).size;
  const lead =
    first && last
      ? [
          format.dateRange(first.time, last.time),
          t("path.onChannels", {
            events: t("path.events", { count: total, n: format.number(total) }),
            channels: t("path.channels", { count: channels, n: format.number(channels) }),
          }),
          timezone,
        ].join(" · ")
      : "";
  return (
    <>
      <CustomerHead customer={customer} timezone={timezone} currency={currency} />
      {events.length === 0 ? (
        <p className={classes.none}>{t("path.none")}</p>
      ) : (
        <>
          <section aria-label={t("path.title")}>
            <div className={classes.bar}>
              <h2>{t("path.title")}</h2>
              <span>{lead}</span>
            </div>
            <PathPicture
              events={events}
              timezone={timezone}
              currency={currency}
              label={t("path.of", { key })}
              onOpen={setOpened}
            />
          </section>
          <Keys id={customer.id} timezone={timezone} />
          <div className={classes.all}>
            <div className={classes.bar}>
              <h2>{t("table.title")}</h2>
              {events.length < total && (
                <span>{t("table.shown", { n: format.number(events.length), total: format.number(total) })}</span>
              )}
            </div>
            <EventsTable
              events={events}
              traits={customer.traits}
              timezone={timezone}
              currency={currency}
              opened={opened}
            />
          </div>
        </>
      )}
    </>
  );
}
