import { useTranslation } from "react-i18next";
import type { CustomerEvent } from "../../api/types";
import type { Format } from "../../ui/format";
import { feelingColour, shown } from "./feeling";
import type { Mark } from "./layout";
import classes from "./MarkCard.module.css";

interface Props {
  mark: Mark;
  events: CustomerEvent[];
  format: Format;
  currency: string;
  /** Stands to the left of its mark, where the right has no room. */
  right: boolean;
}

const SHOWN = 5;

/** What lies behind a mark, while it is pointed at. The same stands in the table below, so it is not announced. */
export function MarkCard({ mark, events, format, currency, right }: Props) {
  const { t } = useTranslation("customers");
  const place = right ? { right: `calc(100% - ${mark.x - 14}px)` } : { left: mark.x + 14 };
  return (
    <div className={classes.card} style={{ top: Math.max(mark.y - 24, 0), ...place }} aria-hidden="true">
      {mark.events.slice(0, SHOWN).map((index) => {
        const event = events[index];
        if (!event) return null;
        const { name, time, surface, stage, valence, value } = event;
        return (
          <div key={index} className={classes.event}>
            <b>{name}</b>
            <span>{[format.dateTime(time), stage, surface].filter(Boolean).join(" · ")}</span>
            {valence !== null && (
              <span>
                {t("event.feeling")} <em style={{ color: feelingColour(valence) }}>{format.signed(shown(valence))}</em>
              </span>
            )}
            {value !== null && <span>{format.money(value, currency)}</span>}
          </div>
        );
      })}
      {mark.events.length > SHOWN && (
        <span className={classes.more}>
          {t("path.more", { count: mark.events.length - SHOWN, n: format.number(mark.events.length - SHOWN) })}
        </span>
      )}
    </div>
  );
}
