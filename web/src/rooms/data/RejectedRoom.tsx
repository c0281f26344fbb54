import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { sourcesQuery } from "../../api/live";
import { DATA, importsQuery, rejectedQuery } from "../../api/queries";
import type { Replayed } from "../../api/replay";
import type { RejectedAnswer } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { RejectedGroup } from "./RejectedGroup";
import classes from "./RejectedRoom.module.css";

/** Rows that did not come in: why, where they stand, what they say, and how they come in after all. */
export function RejectedRoom() {
  const { t } = useTranslation("data");
  const { import: id } = useSearch({ from: "/data/rejected" });
  const rejected = useQuery(rejectedQuery(id));
  const imports = useQuery(importsQuery);
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false });
  const name =
    imports.data?.find((row) => row.id === id)?.name ?? sources.data?.find((row) => String(row.id) === id)?.name;
  return (
    <Page title={t("rejected.title")}>
      <Link to="/data" className={classes.back}>
        <Icon name="left" size={16} /> {t("title")}
      </Link>
      <h1 className={classes.title}>{name ? t("rejected.titleOf", { name }) : t("rejected.title")}</h1>
      {rejected.error ? (
        <Trouble error={rejected.error} inline retry={() => void rejected.refetch()} />
      ) : rejected.data ? (
        <Groups answer={rejected.data} id={id} />
      ) : (
        <div className={classes.waiting}>
          <Skeleton width={340} height={16} />
          <Skeleton width="80%" />
          <Skeleton width="72%" />
        </div>
      )}
    </Page>
  );
}

function Groups({ answer, id }: { answer: RejectedAnswer; id: string | undefined }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const queries = useQueryClient();
  const [done, setDone] = useState<Replayed | null>(null);
  const onDone = useCallback(
    (result: Replayed) => {
      setDone(result);
      void queries.invalidateQueries({ queryKey: [DATA] });
    },
    [queries],
  );
  const groups = Object.entries(answer.by_reason).sort(([, a], [, b]) => b - a);
  return (
    <>
      {done && <Done result={done} />}
      <p className={classes.lead}>
        {answer.total === 0 ? (
          t("rejected.none")
        ) : (
          <>
            <b>{t("rejected.count", { count: answer.total, n: format.number(answer.total) })}</b> {t("rejected.lead")}
          </>
        )}
      </p>
      {groups.map(([reason, count]) => (
        <RejectedGroup key={reason} id={id} reason={reason} count={count} onDone={onDone} />
      ))}
    </>
  );
}

/** What came in, where it is seen, and how it is taken out again. */
function Done({ result }: { result: Replayed }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  return (
    <div role="status" className={classes.done}>
      <Icon name="check" />
      <p>
        <b>{t("fix.done", { count: result.fixed, n: format.number(result.fixed) })}</b>{" "}
        {result.skipped > 0 && <>{t("fix.known", { count: result.skipped, n: format.number(result.skipped) })} </>}
        {t("fix.undoHint")}{" "}
        <Link to="/" className={classes.link}>
          {t("fix.toMap")}
        </Link>
      </p>
    </div>
  );
}
