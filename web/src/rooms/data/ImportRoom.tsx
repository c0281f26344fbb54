import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client";
import { DATA, hasEnded, importQuery } from "../../api/queries";
import type { ImportProgress } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import { Hero } from "./Hero";
import classes from "./ImportRoom.module.css";

/** The share of the way an import has walked; the upload before it stands for the first third. */
function walked({ bytes_read, bytes_total, state }: ImportProgress): number {
  if (state === "done") return 1;
  const share = bytes_total ? Math.min(bytes_read / bytes_total, 1) : 0;
  return 1 / 3 + (share * 2) / 3;
}

/** One import while it runs. Where it succeeds, the map opens by itself. */
export function ImportRoom() {
  const { t } = useTranslation("data");
  const { id } = useParams({ from: "/data/imports/$id" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const progress = useQuery(importQuery(id));
  const ended = hasEnded(progress.data);
  const state = progress.data?.state;
  const done = state === "done" && (progress.data?.events ?? 0) > 0;

  useEffect(() => {
    if (!ended) return;
    void queries.invalidateQueries({ queryKey: [DATA] }).then(() => {
      if (done) void navigate({ to: "/", replace: true });
    });
  }, [ended, done, queries, navigate]);

  if (progress.error && !progress.data)
    return (
      <Page title={t("import.tab")}>
        <Trouble error={progress.error} retry={() => void progress.refetch()} />
      </Page>
    );
  return (
    <Page title={t("import.tab")}>
      <div className={classes.fill}>
        <Hero walked={progress.data ? walked(progress.data) : 1 / 3}>
          {progress.data && ended && !done ? (
            <Stopped progress={progress.data} />
          ) : (
            <Running id={id} progress={progress.data} />
          )}
        </Hero>
      </div>
    </Page>
  );
}

function Running({ id, progress }: { id: string; progress: ImportProgress | undefined }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const cancel = useMutation({ mutationFn: () => post(`/imports/${encodeURIComponent(id)}/cancel`) });
  const events = progress?.events ?? 0;
  const rejected = progress?.rejected ?? 0;
  return (
    <>
      <div role="status" aria-live="polite">
        <h1 className={classes.count}>{t("import.events", { count: events, n: format.number(events) })}</h1>
        <p>
          {progress?.bytes_total
            ? t("import.read", {
                read: format.bytes(Math.min(progress.bytes_read, progress.bytes_total)),
                total: format.bytes(progress.bytes_total),
              })
            : t("import.working")}
          {rejected > 0 && <> {t("import.rejected", { count: rejected, n: format.number(rejected) })}</>}
        </p>
      </div>
      <Button
        variant="default"
        size="md"
        disabled={cancel.isPending || cancel.isSuccess}
        onClick={() => cancel.mutate()}
      >
        {cancel.isPending || cancel.isSuccess ? t("import.cancelling") : t("cancel")}
      </Button>
      {cancel.error && <Trouble error={cancel.error} inline />}
    </>
  );
}

type Ending = "cancelled" | "interrupted" | "undone" | "failed" | "known" | "nothing";

function endingOf({ state, skipped }: ImportProgress): Ending {
  if (state === "done") return skipped > 0 ? "known" : "nothing";
  return state === "cancelled" || state === "interrupted" || state === "undone" ? state : "failed";
}

/** An import that did not end in new events: why, and the way on. */
function Stopped({ progress }: { progress: ImportProgress }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const { id, error, said, rejected, skipped, events } = progress;
  const ending = endingOf(progress);
  const text =
    ending === "known"
      ? t("stopped.knownText", { count: skipped, n: format.number(skipped) })
      : ending === "nothing"
        ? t("stopped.nothingText", { count: rejected, n: format.number(rejected) })
        : error !== null
          ? say(error, said)
          : events > 0
            ? t("stopped.keptText")
            : t("stopped.emptyText");
  return (
    <div role="alert">
      <h1>{t(`stopped.${ending}`)}</h1>
      <p>{text}</p>
      <div className={classes.ways}>
        <Button size="md" component={Link} to="/data">
          {t("backToData")}
        </Button>
        {rejected > 0 && ending !== "undone" && (
          <Link to="/data/rejected" search={{ import: id }} className={classes.link}>
            {t("imports.seeRejected")}
          </Link>
        )}
      </div>
    </div>
  );
}
