import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerEvent } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { feelingColour, shown } from "../../views/path/feeling";
import classes from "./EventsTable.module.css";

interface Props {
  events: CustomerEvent[];
  /** Said once at the head of the page, not with every event. */
  traits: Record<string, unknown>;
  timezone: string;
  currency: string;
  /** The event that was opened in the picture. */
  opened: number | null;
}

const AT_ONCE = 300;

/** The same path as a table, complete: every event with all that is known of it. */
export function EventsTable({ events, traits, timezone, currency, opened }: Props) {
  const { t } = useTranslation("customers");
  const format = useFormat(timezone);
  const row = useRef<HTMLTableRowElement>(null);
  const [asked, setAsked] = useState(AT_ONCE);
  const drawn = Math.max(asked, (opened ?? 0) + 1);
  const rest = events.length - drawn;
  useEffect(() => {
    if (opened === null) return;
    row.current?.focus({ preventScroll: true });
    row.current?.scrollIntoView({ block: "center" });
  }, [opened]);
  return (
    <section className={classes.scroll} aria-label={t("table.title")} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("table.time")}</th>
            <th scope="col">{t("table.name")}</th>
            <th scope="col">{t("table.channel")}</th>
            <th scope="col">{t("table.stage")}</th>
            <th scope="col" className={classes.right}>
              {t("event.feeling")}
            </th>
            <th scope="col" className={classes.right}>
              {t("table.value")}
            </th>
            <th scope="col">{t("table.details")}</th>
          </tr>
        </thead>
        <tbody>
          {events.slice(0, drawn).map((event, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: events are told apart by their place in the journey alone.
              key={index}
              ref={index === opened ? row : undefined}
              tabIndex={-1}
              className={index === opened ? classes.opened : undefined}
            >
              <td className={classes.time}>{format.dateTime(event.time)}</td>
              <th scope="row">
                {event.name}
                {event.touchpoint && event.touchpoint !== event.name && <small>{event.touchpoint}</small>}
              </th>
              <td>
                <span className={classes.channel}>
                  <Icon name={channelIcon(event.channel)} size={16} /> {event.channel}
                </span>
              </td>
              <td>{event.stage}</td>
              <td className={classes.right}>
                {event.valence !== null && (
                  <b style={{ color: feelingColour(event.valence) }}>{format.signed(shown(event.valence))}</b>
                )}
                {event.score !== null && (
                  <small>
                    {event.scale?.toUpperCase()} {format.number(event.score, 1)}
                  </small>
                )}
              </td>
              <td className={classes.right}>{event.value !== null && format.money(event.value, currency)}</td>
              <td className={classes.details}>
                {details(event, traits).map(([name, value]) => (
                  <span key={name}>
                    <i>{name}</i> {value}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button variant="default" className={classes.more} onClick={() => setAsked(drawn + AT_ONCE)}>
          {t("table.more", { n: format.number(Math.min(rest, AT_ONCE)) })}
        </Button>
      )}
    </section>
  );
}

function details({ surface, properties }: CustomerEvent, traits: Record<string, unknown>): [string, string][] {
  const own = Object.entries(properties)
    .filter(([name, value]) => value !== null && value !== "" && traits[name] !== value)
    .map(([name, value]): [string, string] => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
  return surface ? [["", surface], ...own] : own;
}
