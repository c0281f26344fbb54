import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { DATA } from "../../api/queries";
import { useFormat } from "../../ui/format";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import { type Backfill, backfillsQuery, cancelBackfill, isAlive, startBackfill } from "./backfills";
import classes from "./Dimension.module.css";
import type { Property } from "./types";

/** Makes a property that stands in the log alone a dimension, and says how far that is and how it ended. */
export function Dimension({ property: { name, kept } }: { property: Property }) {
  const { t } = useTranslation("definitions");
  const say = useSaid();
  const queries = useQueryClient();
  const newest = useQuery(backfillsQuery).data?.find(({ property }) => property === name);
  const refresh = () => queries.invalidateQueries({ queryKey: backfillsQuery.queryKey });
  const start = useMutation({ mutationFn: () => startBackfill(name), onSuccess: refresh });
  const stop = useMutation({ mutationFn: cancelBackfill, onSettled: refresh });

  const alive = newest !== undefined && isAlive(newest);
  const wasAlive = useRef(alive);
  useEffect(() => {
    if (wasAlive.current && !alive) void queries.invalidateQueries({ queryKey: [DATA] });
    wasAlive.current = alive;
  }, [alive, queries]);

  if (kept && newest?.state !== "done") return null;
  const failed = newest?.state === "failed" ? new Error(say(newest.error ?? "", newest.said)) : null;
  const make = t(newest?.state === "cancelled" ? "dimension.goOn" : "dimension.make");
  const trouble = start.error ?? (alive ? null : failed);
  return (
    <div className={classes.dimension}>
      {!kept && !alive && newest?.state !== "done" && (
        <Button
          variant="default"
          size="compact-sm"
          loading={start.isPending}
          aria-label={`${make}: ${name}`}
          onClick={() => start.mutate()}
        >
          {make}
        </Button>
      )}
      <p role="status">{newest && <Told backfill={newest} />}</p>
      {alive && (
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={stop.isPending || stop.isSuccess}
          aria-label={`${t("cancel")}: ${name}`}
          onClick={() => stop.mutate(newest.backfill)}
        >
          {t("cancel")}
        </Button>
      )}
      {trouble && <Trouble error={trouble} inline />}
    </div>
  );
}

function Told({ backfill: { state, done, total, values } }: { backfill: Backfill }) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  switch (state) {
    case "waiting":
      return t("dimension.waiting");
    case "running":
      return t("dimension.running", { share: format.percent(total > 0 ? done / total : 0) });
    case "done":
      return t("dimension.done", { count: values ?? 0, n: format.number(values ?? 0) });
    case "cancelled":
      return t("dimension.cancelled");
    case "failed":
      return null;
  }
}
