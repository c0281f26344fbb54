import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Arrived, Source } from "../../api/live";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { fitting } from "./arrivals";
import { Pulse } from "./Pulse";
import classes from "./Stream.module.css";
import { useArrivals } from "./useArrivals";

const SHOWN = 60;

interface Props {
  timezone: string | undefined;
  sources: Source[] | undefined;
}

/** Events as they arrive, the newest first; each leads to whose it is. */
export function Stream({ timezone, sources }: Props) {
  const { t } = useTranslation("live");
  const format = useFormat(timezone);
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState("");
  const { seen, state } = useArrivals(paused);
  const shown = fitting(seen.events, filter).slice(0, SHOWN);
  const names = new Map(sources?.map(({ id, name }) => [id, name]));
  return (
    <section aria-label={t("stream.title")}>
      <Pulse counts={seen.counts} />
      <div className={classes.tools}>
        <TextInput
          aria-label={t("stream.filter")}
          placeholder={t("stream.filter")}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
          className={classes.filter ?? ""}
          leftSection={<Icon name="search" size={16} />}
        />
        <Button variant="default" onClick={() => setPaused(!paused)} aria-pressed={paused}>
          {paused ? t("stream.resume") : t("stream.pause")}
        </Button>
        <p role="status" className={classes.state}>
          {state === "lost"
            ? t("stream.lost")
            : seen.held > 0 && t("stream.held", { count: seen.held, n: format.number(seen.held) })}
        </p>
      </div>
      {shown.length === 0 ? (
        <p className={classes.none}>
          {state === "connecting" ? t("stream.connecting") : t(filter ? "stream.noneFits" : "stream.none")}
        </p>
      ) : (
        <ol className={classes.events}>
          {shown.map((event) => (
            <Row key={event.arrival} event={event} source={names.get(event.source)} timezone={timezone} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Row({
  event,
  source,
  timezone,
}: {
  event: Arrived;
  source: string | undefined;
  timezone: string | undefined;
}) {
  const format = useFormat(timezone);
  const said = Object.entries(event.properties).filter(([, value]) => value !== null && value !== "");
  return (
    <li className={classes.event}>
      <time dateTime={event.time} title={format.dateTime(event.time)}>
        {format.second(event.time)}
      </time>
      <Icon name={channelIcon(event.channel)} size={16} className={classes.icon} />
      <span className={classes.what}>
        <b>{event.name}</b>
        {event.surface && <span>{event.surface}</span>}
        <small>{said.map(([name, value]) => `${name} ${String(value)}`).join(" · ")}</small>
      </span>
      <Link to="/customers/$id" params={{ id: event.customer }} className={classes.who}>
        {event.key}
      </Link>
      <span className={classes.source}>{source}</span>
    </li>
  );
}
