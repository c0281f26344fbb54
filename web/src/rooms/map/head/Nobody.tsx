import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../../api/queries";
import { useFormat } from "../../../ui/format";
import { AudienceDialog } from "../../../ui/scope/AudienceDialog";
import classes from "../../../ui/scope/Facts.module.css";
import type { HeadProps } from "../MapHead";
import own from "./AnswerSentence.module.css";

/** Why nobody is on the map, and what brings customers back onto it. */
export function Nobody({ shown, status, search, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const audiences = useQuery(audiencesQuery);
  const [editing, setEditing] = useState(false);
  const audience = audiences.data?.find(({ id }) => Number(id) === search.a);
  const { from, to } = shown.answer.period;
  const days = format.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
  const data = status.oldest && status.newest ? format.dateRange(status.oldest, status.newest) : "";
  const ofPeriod = search.from !== undefined || search.to !== undefined;
  const why = search.a === undefined ? "period" : ofPeriod ? "both" : "audience";
  const name = audience?.name ?? t("audience.unknown");
  return (
    <div className={own.lede}>
      <p>{t(`nobody.${why}`, { name, days, data })}</p>
      <p className={classes.ways}>
        {ofPeriod && (
          <button type="button" onClick={() => onChange({ from: undefined, to: undefined })}>
            {t("nobody.allData")}
          </button>
        )}
        {search.a !== undefined && (
          <button type="button" onClick={() => onChange({ a: undefined })}>
            {t("nobody.everybody")}
          </button>
        )}
        {audience && (
          <button type="button" onClick={() => setEditing(true)}>
            {t("nobody.editRule")}
          </button>
        )}
      </p>
      <AudienceDialog
        edited={editing && audience ? audience : null}
        onClose={() => setEditing(false)}
        onSaved={(id) => onChange({ a: Number(id) })}
        onDeleted={() => onChange({ a: undefined })}
      />
    </div>
  );
}
