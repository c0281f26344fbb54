import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { DATA } from "../../api/queries";
import {
  cancelReplay,
  hasReplayEnded,
  type Replayed,
  type ReplayQuestion,
  replayQuery,
  startReplay,
} from "../../api/replay";
import { useFormat } from "../../ui/format";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import { EventsTable } from "./EventsTable";
import classes from "./FixForm.module.css";

const SHOWN = 5;

interface Props {
  file: string;
  importId: string;
  question: ReplayQuestion;
  /** Undefined while the rule is still open. */
  preview: Replayed | undefined;
  error: Error | null;
  waiting: boolean;
  /** The preview is that of the rule before the last change. */
  stale: boolean;
  onDone: (result: Replayed) => void;
  onClose: () => void;
}

/** What a rule would bring in, and the button that does it. */
export function FixOutcome({ importId, question, preview, error, waiting, stale, onDone, onClose, file }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const queries = useQueryClient();
  const start = useMutation({ mutationFn: () => startReplay(importId, question) });
  const id = start.data?.replay ?? null;
  const replay = useQuery(replayQuery(id)).data;
  const running = start.isPending || (id !== null && !hasReplayEnded(replay));
  const result = replay?.state === "done" ? replay.result : null;

  useEffect(() => {
    if (result) onDone(result);
    else if (hasReplayEnded(replay)) void queries.invalidateQueries({ queryKey: [DATA] });
  }, [result, replay, onDone, queries]);

  const failed = replay?.state === "failed" && replay.error !== null ? new Error(say(replay.error, replay.said)) : null;
  const trouble = start.error ?? failed ?? error;
  return (
    <div className={classes.outcome}>
      <div className={stale ? classes.stale : undefined} aria-busy={stale} aria-live="polite">
        {!error && preview ? (
          <>
            <p className={classes.count}>
              <b>
                {t("fix.fits", {
                  count: preview.rows,
                  n: format.number(preview.fixed),
                  total: format.number(preview.rows),
                })}
              </b>{" "}
              {file}
            </p>
            {preview.shown.length > 0 && (
              <EventsTable label={t("columns.title")} events={preview.shown.slice(0, SHOWN)} />
            )}
            {preview.left.map(({ reason, n, sentence, said }) => (
              <p key={reason} className={classes.left}>
                {t("fix.stay", { count: n, n: format.number(n) })} {say(sentence, said)}
              </p>
            ))}
          </>
        ) : waiting && !error ? (
          <Skeleton width="72%" />
        ) : (
          !error && <p className={classes.left}>{t("fix.open")}</p>
        )}
      </div>
      {trouble && <Trouble error={trouble} inline />}
      <div className={classes.actions}>
        <Button
          disabled={!preview || preview.fixed === 0 || stale || error !== null}
          loading={running}
          onClick={() => start.mutate()}
        >
          {preview && preview.fixed > 0
            ? t("fix.bring", { count: preview.fixed, n: format.number(preview.fixed) })
            : t("fix.bringNone")}
        </Button>
        {running && replay && id !== null ? (
          <>
            <span role="status">
              {t("fix.progress", { n: format.number(replay.rows), total: format.number(replay.total) })}
            </span>
            <Button variant="subtle" onClick={() => void cancelReplay(id)}>
              {t("cancel")}
            </Button>
          </>
        ) : (
          <>
            <Button variant="subtle" onClick={onClose}>
              {t("fix.close")}
            </Button>
            <span>{t("fix.undoable")}</span>
          </>
        )}
      </div>
    </div>
  );
}
