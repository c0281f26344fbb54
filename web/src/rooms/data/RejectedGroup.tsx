import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rejectedPages } from "../../api/queries";
import { useFormat } from "../../ui/format";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import classes from "./RejectedRoom.module.css";
import { detailOf } from "./rejectedDetail";

interface Props {
  id: string | undefined;
  reason: string;
  count: number;
}

/** The rows that stayed out for one reason, page by page. */
export function RejectedGroup({ id, reason, count }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const list = useInfiniteQuery(rejectedPages(id, reason));
  const rows = list.data?.pages.flatMap((page) => page.rows);
  const sentence = say(rows?.[0]?.sentence ?? reason, [{ code: `row.${reason}`, values: {} }]);
  return (
    <section className={classes.group} aria-label={sentence}>
      <h2>
        <span className={classes.count}>{format.number(count)}</span> {sentence}
      </h2>
      {rows ? (
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
            {rows.map((row) => {
              const detail = detailOf(row);
              return (
                <tr key={`${row.import_id}:${row.file}:${row.line}`}>
                  <td className={classes.file}>{row.file}</td>
                  <td className={classes.right}>{format.number(row.line)}</td>
                  <td>
                    <code>{row.raw}</code>
                    {detail && <small>{say(detail.sentence, detail.said)}</small>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : (
        !list.error && <Skeleton width="80%" />
      )}
      {list.error && <Trouble error={list.error} inline retry={() => void list.refetch()} />}
      {list.hasNextPage && !list.error && rows && (
        <p className={classes.more}>
          {t("rejected.shown", { n: format.number(rows.length), total: format.number(count) })}{" "}
          <Button
            variant="default"
            size="compact-sm"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t("rejected.more")}
          </Button>
        </p>
      )}
    </section>
  );
}
