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
import classes from "./RejectedRoom.module.css";
import { groupRejected } from "./rejectedGroups";

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
        <Groups answer={rejected.data} />
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

function Groups({ answer }: { answer: RejectedAnswer }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  if (answer.total === 0) return <p className={classes.lead}>{t("rejected.none")}</p>;
  return (
    <>
      <p className={classes.lead}>
        <b>{t("rejected.count", { count: answer.total, n: format.number(answer.total) })}</b> {t("rejected.lead")}
      </p>
      {groupRejected(answer).map(({ reason, count, sentence, rows }) => (
        <section key={reason} className={classes.group} aria-label={sentence ?? reason}>
          <h2>
            <span className={classes.count}>{format.number(count)}</span> {sentence ?? reason}
          </h2>
          {rows.length > 0 && (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t("rejected.file")}</th>
                  <th scope="col" className={classes.right}>
                    {t("rejected.line")}
                  </th>
                  <th scope="col">{t("rejected.raw")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.import_id}:${row.file}:${row.line}`}>
                    <td className={classes.file}>{row.file}</td>
                    <td className={classes.right}>{format.number(row.line)}</td>
                    <td>
                      <code>{row.raw}</code>
                      {row.sentence !== sentence && <small>{row.sentence}</small>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {rows.length < count && (
            <p className={classes.more}>
              {t("rejected.shown", { n: format.number(rows.length), total: format.number(count) })}
            </p>
          )}
        </section>
      ))}
    </>
  );
}
