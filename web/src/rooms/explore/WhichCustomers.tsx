import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Behind, customersInQuery, type ExploreScope, type Parameters } from "../../api/explore";
import dialog from "../../ui/Dialog.module.css";
import { useFormat } from "../../ui/format";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useCellWords } from "./answer/useCellWords";
import { SaveAudience } from "./SaveAudience";
import classes from "./WhichCustomers.module.css";
import type { Words } from "./words";

export interface Opened {
  behind: Behind;
  question: ExploreScope & Parameters;
}

interface Props {
  name: string;
  opened: Opened | null;
  words: Words;
  timezone: string;
  /** Asks the same of an audience. */
  onAudience: (audience: number) => void;
  onClose: () => void;
}

const FIRST = 20;
const MOST = 1000;

/** Who stands behind a number: how many, and the first of them with the way to their journeys. */
export function WhichCustomers({ name, opened, words, timezone, onAudience, onClose }: Props) {
  const { t } = useTranslation("explore");
  return (
    <Drawer
      opened={opened !== null}
      onClose={onClose}
      position="right"
      size={420}
      // Locking the scroll would write a <style> element, which the content security policy forbids.
      lockScroll={false}
      title={t("room.which.title")}
      classNames={{ title: dialog.title ?? "", content: classes.drawer ?? "", header: classes.head ?? "" }}
      closeButtonProps={{ "aria-label": t("room.which.close") }}
    >
      {opened && (
        <List
          key={JSON.stringify(opened)}
          name={name}
          opened={opened}
          words={words}
          timezone={timezone}
          onAudience={onAudience}
        />
      )}
    </Drawer>
  );
}

interface ListProps {
  name: string;
  opened: Opened;
  words: Words;
  timezone: string;
  onAudience: (audience: number) => void;
}

function List({ name, opened: { behind, question }, words, timezone, onAudience }: ListProps) {
  const { t } = useTranslation("explore");
  const format = useFormat(timezone);
  const cells = useCellWords();
  const [limit, setLimit] = useState(FIRST);
  const found = useQuery(customersInQuery(name, question, behind, limit));
  const { data, error } = found;
  const row = Object.entries(behind.cell)
    .filter(([key, value]) => (value === null ? key === "group" || key === "name" : typeof value !== "boolean"))
    .map(([key, value]) => {
      const nothing = key === "group" && behind.cell.group_other === true ? cells.others : cells.none;
      const text = value === null ? nothing : String(value).replaceAll(" > ", " → ");
      return key === "step" ? text : `${words.column(key)}: ${text}`;
    });
  return (
    <div className={classes.list}>
      <p className={classes.cell}>
        {row.join(" · ")}
        <br />
        {words.column(behind.measure)} <b>{data ? format.number(data.n) : "…"}</b>
        {data && data.unit !== "customers" && <> {t(`room.unit.${data.unit}`)}</>}
      </p>
      {data && data.customers.length > 0 && (
        <SaveAudience name={name} question={question} behind={behind} onAudience={onAudience} />
      )}
      {error ? (
        <Trouble error={error} inline retry={() => void found.refetch()} />
      ) : data ? (
        data.customers.length === 0 ? (
          <p>{t("room.which.nobody")}</p>
        ) : (
          <ol aria-busy={found.isFetching}>
            {data.customers.map(({ id, key, stage, events, first, last }) => (
              <li key={id}>
                <Link to="/customers/$id" params={{ id }} className={classes.link}>
                  {key}
                </Link>
                <small>
                  {stage && <>{stage} · </>}
                  {t("room.which.events", { count: events, n: format.number(events) })} ·{" "}
                  {format.dateRange(first, last)}
                </small>
              </li>
            ))}
          </ol>
        )
      ) : (
        <div role="status" aria-label={t("room.which.finding")} className={classes.waiting}>
          {[70, 52, 61, 48].map((width) => (
            <Skeleton key={width} width={`${width}%`} height={14} />
          ))}
        </div>
      )}
      {data && data.customers.length === limit && limit < MOST && (
        <Button
          variant="default"
          size="compact-md"
          loading={found.isFetching}
          onClick={() => setLimit(Math.min(MOST, limit * 5))}
        >
          {t("room.which.more")}
        </Button>
      )}
    </div>
  );
}
