import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { rejectedPages } from "../../api/queries";
import type { Replayed } from "../../api/replay";
import { useFormat } from "../../ui/format";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import { FixForm } from "./FixForm";
import classes from "./RejectedRoom.module.css";
import { RejectedRows } from "./RejectedRows";

interface Props {
  id: string | undefined;
  reason: string;
  count: number;
  onDone: (result: Replayed) => void;
}

/** The rows that stayed out for one reason, page by page, and the rule that mends them. */
export function RejectedGroup({ id, reason, count, onDone }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const [fixing, setFixing] = useState(false);
  const list = useInfiniteQuery(rejectedPages(id, reason));
  const rows = list.data?.pages.flatMap((page) => page.rows);
  // A row that does not fit the columns of its file is mended in the file: a rule on columns cannot reach it.
  const first = rows?.find(({ cells }) => cells !== null);
  const sentence = say(rows?.[0]?.sentence ?? reason, [{ code: `row.${reason}`, values: {} }]);
  const close = useCallback(
    (result: Replayed) => {
      setFixing(false);
      onDone(result);
    },
    [onDone],
  );
  return (
    <section className={classes.group} aria-label={sentence}>
      <header>
        <h2>
          <span className={classes.count}>{format.number(count)}</span> {sentence}
        </h2>
        {first && !fixing && (
          <Button variant="default" size="compact-sm" onClick={() => setFixing(true)}>
            {t("fix.button")}
          </Button>
        )}
      </header>
      {first && fixing && <FixForm key={first.id} row={first} onDone={close} onClose={() => setFixing(false)} />}
      {rows ? <RejectedRows label={sentence} rows={rows} /> : !list.error && <Skeleton width="80%" />}
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
