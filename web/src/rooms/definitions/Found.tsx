import { Link } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import classes from "./RuleEditor.module.css";
import { rivals } from "./rule";
import type { Matched } from "./types";

interface Props {
  found: Matched | undefined;
  waiting: boolean;
  /** Touchpoints in the order of the map; undefined where the rule competes with none (an outcome). */
  order: string[] | undefined;
  own: string | null;
}

/** What a rule fits, live: counts, ten kinds, and who else wants them. */
export function Found({ found, waiting, order, own }: Props) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const { kept, taken } = found && order ? rivals(found.claimed, order, own) : { kept: [], taken: [] };
  return (
    <div className={classes.found} aria-busy={waiting}>
      <p role="status">
        {found === undefined ? (
          t(waiting ? "found.counting" : "found.hint")
        ) : found.kinds === 0 ? (
          t("found.nothing")
        ) : (
          <Trans
            t={t}
            i18nKey="found.sentence"
            count={found.kinds}
            values={{
              kinds: format.number(found.kinds),
              events: format.number(found.events),
              customers: format.number(found.customers),
            }}
            components={{ b: <b /> }}
          />
        )}
      </p>
      {found && found.examples.length > 0 && (
        <ul className={classes.kinds} aria-label={t("found.examples")}>
          {found.examples.map(({ code, name, channel, surface, events }) => (
            <li key={code}>
              <Link to="/definitions/events/$code" params={{ code: String(code) }}>
                {name}
              </Link>
              <small>{[channel, surface].filter(Boolean).join(" · ")}</small>
              <span>{format.number(events)}</span>
            </li>
          ))}
        </ul>
      )}
      {kept.map(({ touchpoint, kinds }) => (
        <p key={touchpoint} className={classes.note}>
          {t("found.kept", { count: kinds, n: format.number(kinds), name: touchpoint })}
        </p>
      ))}
      {taken.map(({ touchpoint, kinds }) => (
        <p key={touchpoint} className={classes.note}>
          {t("found.taken", { count: kinds, n: format.number(kinds), name: touchpoint })}
        </p>
      ))}
    </div>
  );
}
