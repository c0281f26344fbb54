import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client";
import { definitionsQuery } from "../../api/queries";
import type { Status } from "../../api/types";
import { Announcement } from "../../ui/edits/Announcement";
import { useEdits } from "../../ui/edits/useEdits";
import { useFormat } from "../../ui/format";
import { useNames } from "../../ui/scope/compared";
import { questionOf } from "../../ui/scope/question";
import { Trouble } from "../../ui/Trouble";
import { Waiting } from "../../ui/Waiting";
import { Drawing } from "./Drawing";
import { Gone } from "./Gone";
import classes from "./JourneyMap.module.css";
import { type Change, MapHead } from "./MapHead";
import { MapSkeleton } from "./MapSkeleton";
import { StageWays } from "./StageWays";
import { Stopped } from "./Stopped";
import type { MapSearch } from "./search";
import { useMap } from "./useMap";

/** The answer that the URL asks for, drawn; the last good one stays where a new one is awaited, stopped or failed. */
export function JourneyMap({ status }: { status: Status }) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const go = (patch: Parameters<Change>[0], replace: boolean) =>
    void navigate({ search: (before) => ({ ...before, ...patch }) as MapSearch, replace });
  const change: Change = (patch) => go(patch, "fold" in patch || "mode" in patch || "table" in patch);
  const map = useMap(search, status, (asked) => go(asked, true));
  const definitions = useQuery(definitionsQuery);
  const edits = useEdits(definitions.data?.definitions);
  const { drawn } = map;
  const { audienceName, compareName } = useNames(drawn, status.timezone);
  // The server knows whether there is a step to take; the page may not have heard yet.
  useHotkeys([
    ["mod+Z", edits.undo],
    ["mod+shift+Z", edits.redo],
    ["mod+Y", edits.redo],
  ]);
  const error = map.error ?? definitions.error;
  const retry = () => {
    map.again();
    if (definitions.error) void definitions.refetch();
  };
  const { events } = status;
  const drawing = t("waiting.text", { count: events, n: format.number(events) });
  const waiting = <Waiting waiting={map.waiting} text={drawing} onStop={map.stop} />;

  if (map.error instanceof ApiError && map.error.code === "no_such_audience")
    return <Gone onEverybody={() => change({ a: undefined, ca: undefined, cfrom: undefined, cto: undefined })} />;
  if (!drawn)
    return error ? (
      <Trouble error={error} retry={retry} />
    ) : map.stopped ? (
      <Stopped drawn={false} onAgain={map.again} />
    ) : (
      <>
        <MapSkeleton />
        {waiting}
      </>
    );
  const { compare: _, ...scope } = questionOf(drawn.of, status);
  const { shown } = drawn;
  return (
    <div className={classes.room}>
      <MapHead
        shown={shown}
        question={questionOf(drawn.of, status)}
        compareName={compareName}
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
      {map.stopped && !error && <Stopped drawn onAgain={map.again} />}
      {shown.answer.stages.length === 0 && definitions.data && (
        <StageWays definitions={definitions.data} edits={edits} />
      )}
      <Drawing
        shown={shown}
        audienceName={audienceName}
        compareName={compareName}
        scope={scope}
        definitions={definitions.data?.definitions}
        status={status}
        search={search}
        edits={edits}
        stale={error !== null}
        busy={map.waiting || edits.pending}
        onChange={change}
      />
      <Announcement edits={edits} canUndo={definitions.data?.can_undo ?? false} />
      {waiting}
    </div>
  );
}
