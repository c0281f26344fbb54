import { useTranslation } from "react-i18next";
import type { PreviewEvent } from "../../api/types";
import { useFormat } from "../../ui/format";
import classes from "./EventsTable.module.css";

interface Props {
  label: string;
  events: PreviewEvent[];
}

const ALWAYS: ReadonlySet<string> = new Set(["customer", "time", "event"]);

/** Events as they would come in; a part that none of them has takes no column. */
export function EventsTable({ label, events }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const cells = events.map((event) => ({
    customer: event.customer,
    time: event.time.replace("T", " ").replace(".000Z", "Z"),
    event: event.name,
    channel: event.channel ?? "",
    value: event.value === null ? "" : format.decimal(event.value, 2),
    property: Object.entries(event.properties)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(" · "),
  }));
  const shown = (["customer", "time", "event", "channel", "value", "property"] as const).filter(
    (role) => ALWAYS.has(role) || cells.some((cell) => cell[role] !== ""),
  );
  const side = (role: string) => (role === "value" ? classes.right : undefined);
  return (
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {shown.map((role) => (
              <th key={role} scope="col" className={side(role)}>
                {t(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no other name than their place.
            <tr key={place}>
              {shown.map((role) => (
                <td key={role} className={side(role)}>
                  {cell[role]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
