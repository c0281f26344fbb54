import { useHotkeys } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { definitionsQuery, mapQuery } from "../../api/queries";
import type { MapComparison, Status } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Trouble } from "../../ui/Trouble";
import { Announcement } from "./Announcement";
import { Drawing } from "./Drawing";
import classes from "./JourneyMap.module.css";
import { MapHead } from "./MapHead";
import { MapSkeleton } from "./MapSkeleton";
import { questionOf } from "./question";
import type { MapSearch } from "./search";
import { useEdits } from "./useEdits";

/** The answer that the URL asks for, drawn; the last good one stays where a new one fails. */
export function JourneyMap({ status }: { status: Status }) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const question = questionOf(search, status);
  const { compare: _, ...scope } = question;
  const map = useQuery({ ...mapQuery(question), placeholderData: keepPreviousData });
  const definitions = useQuery(definitionsQuery);
  const edits = useEdits(definitions.data?.definitions);
  const [good, setGood] = useState<MapComparison>();
  if (map.data && map.data !== good) setGood(map.data);
  const shown = map.data ?? good;

  const change = (patch: { [Key in keyof MapSearch]: MapSearch[Key] | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...patch }) as MapSearch,
      replace: "fold" in patch || "mode" in patch || "table" in patch,
    });
  // The server knows whether there is a step to take; the page may not have heard yet.
  useHotkeys([
    ["mod+Z", edits.undo],
    ["mod+shift+Z", edits.redo],
    ["mod+Y", edits.redo],
  ]);
  const error = map.error ?? definitions.error;
  const retry = () => void Promise.all([map.refetch(), definitions.refetch()]);

  if (!shown) return error ? <Trouble error={error} retry={retry} /> : <MapSkeleton />;
  return (
    <div className={classes.room}>
      <MapHead
        shown={shown}
        question={question}
        definitions={definitions.data}
        status={status}
        search={search}
        edits={edits}
        onChange={change}
      />
      {error && (
        <div className={classes.fault}>
          <p>{t("stale", { time: format.dateTime(shown.answer.snapshot.at) })}</p>
          <Trouble error={error} inline retry={retry} />
        </div>
      )}
      <Drawing
        shown={shown}
        scope={scope}
        definitions={definitions.data?.definitions}
        status={status}
        search={search}
        edits={edits}
        stale={error !== null}
        busy={map.isPlaceholderData || edits.pending}
        onChange={change}
      />
      <Announcement edits={edits} canUndo={definitions.data?.can_undo ?? false} />
    </div>
  );
}
