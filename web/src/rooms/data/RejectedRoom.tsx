import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importsQuery, rejectedQuery } from "../../api/queries";
import type { RejectedAnswer } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { RejectedGroup } from "./RejectedGroup";
import classes from "./RejectedRoom.module.css";

/** Rows that did not come in: why, where they stand, and what they say. */
export function RejectedRoom() {
  const { t } = useTranslation("data");
  const { import: id } = useSearch({ from: "/data/rejected" });
  const rejected = useQuery(rejectedQuery(id));
  const imports = useQuery(importsQuery);
  const name = imports.data?.find((row) => row.id === id)?.name;
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
  if (answer.total === 0) return <p className={classes.lead}>{t("rejected.none")}</p>;
  const groups = Object.entries(answer.by_reason).sort(([, a], [, b]) => b - a);
  return (
    <>
      <p className={classes.lead}>
        <b>{t("rejected.count", { count: answer.total, n: format.number(answer.total) })}</b> {t("rejected.lead")}
      </p>
      {groups.map(([reason, count]) => (
        <RejectedGroup key={reason} id={id} reason={reason} count={count} />
      ))}
    </>
  );
}
