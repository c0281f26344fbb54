import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";

const SHOWN = 8;

/** Kinds that no stage shows, those with most events first, each with the choice where it belongs. */
export function Unplaced({ definitions, check, edits }: RulesProps) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const [all, setAll] = useState(false);
  if (check.unplaced.length === 0) return null;
  const { kinds, events } = check.unplaced_total;
  const shown = all ? check.unplaced : check.unplaced.slice(0, SHOWN);
  const stageOf = new Map(definitions.stages.map(({ id, name }) => [id, name]));
  return (
    <section id="unplaced" className={classes.stage} aria-label={t("unplaced.title")}>
      <div className={classes.gutter}>
        <h2>{t("unplaced.title")}</h2>
        <p>
          {t("count.kinds", { count: kinds, n: format.number(kinds) })}
          <br />
          {t("count.events", { count: events, n: format.number(events) })}
        </p>
        {definitions.stages.length > 0 && (
          <Button variant="default" size="compact-sm" disabled={edits.pending} onClick={edits.propose}>
            {t("unplaced.propose")}
          </Button>
        )}
      </div>
      <ul className={classes.rows}>
        {shown.map(({ code, name, channel, surface, events: volume }) => (
          <li key={code} className={classes.kind}>
            <span>
              <Link to="/definitions/events/$code" params={{ code: String(code) }}>
                {name}
              </Link>{" "}
              <small>{[channel, surface].filter(Boolean).join(" · ")}</small>
            </span>
            <span className={classes.figure}>{format.number(volume)}</span>
            <select
              className={classes.select}
              aria-label={t("unplaced.putOf", { name })}
              value=""
              disabled={edits.pending}
              onChange={({ currentTarget: { value } }) => {
                const [what, id] = [value.slice(0, 1), value.slice(2)];
                const kind = { name, channel, surface };
                edits.edit({ do: "place_kind", ...kind, ...(what === "t" ? { touchpoint: id } : { stage: id }) });
              }}
            >
              <option value="" disabled>
                {t("unplaced.put")}
              </option>
              <optgroup label={t("unplaced.existing")}>
                {definitions.touchpoints
                  .filter(({ stage }) => stage !== null)
                  .map((touchpoint) => (
                    <option key={touchpoint.id} value={`t:${touchpoint.id}`}>
                      {touchpoint.name}
                    </option>
                  ))}
              </optgroup>
              <optgroup label={t("unplaced.fresh")}>
                {[...stageOf].map(([id, label]) => (
                  <option key={id} value={`s:${id}`}>
                    {label}
                  </option>
                ))}
              </optgroup>
            </select>
          </li>
        ))}
        {check.unplaced.length > SHOWN && !all && (
          <li>
            <button type="button" className={classes.more} onClick={() => setAll(true)}>
              {t("unplaced.all", { n: format.number(check.unplaced.length) })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
