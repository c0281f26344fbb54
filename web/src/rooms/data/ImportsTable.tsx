import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportRow } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import table from "../../ui/RowsTable.module.css";
import { Skeleton } from "../../ui/Skeleton";
import { useSaid } from "../../ui/useSaid";
import { DeleteDialog } from "./DeleteDialog";
import classes from "./ImportsTable.module.css";
import { UndoDialog } from "./UndoDialog";

interface Props {
  rows: ImportRow[] | undefined;
  timezone: string | undefined;
}

export function ImportsTable({ rows, timezone }: Props) {
  const { t } = useTranslation("data");
  const [undoing, setUndoing] = useState<ImportRow | null>(null);
  const [deleting, setDeleting] = useState<ImportRow | null>(null);
  if (rows?.length === 0) return <p className={table.none}>{t("imports.none")}</p>;
  return (
    <>
      <section className={table.scroll} aria-label={t("imports.title")} tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("imports.name")}</th>
              <th scope="col">{t("imports.started")}</th>
              <th scope="col" className={table.right}>
                {t("imports.events")}
              </th>
              <th scope="col" className={table.right}>
                {t("imports.customers")}
              </th>
              <th scope="col" className={table.right}>
                {t("imports.skipped")}
              </th>
              <th scope="col" className={table.right}>
                {t("imports.rejected")}
              </th>
              <th scope="col">
                <span className={table.hidden}>{t("imports.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows
              ? rows.map((row) => (
                  <Row
                    key={row.id}
                    row={row}
                    timezone={timezone}
                    onUndo={() => setUndoing(row)}
                    onDelete={() => setDeleting(row)}
                  />
                ))
              : [0, 1, 2].map((line) => (
                  <tr key={line}>
                    <td colSpan={7}>
                      <Skeleton width={`${92 - line * 14}%`} />
                    </td>
                  </tr>
                ))}
          </tbody>
        </table>
      </section>
      <UndoDialog row={undoing} onClose={() => setUndoing(null)} />
      <DeleteDialog row={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}

interface RowProps {
  row: ImportRow;
  timezone: string | undefined;
  onUndo: () => void;
  onDelete: () => void;
}

function Row({ row, timezone, onUndo, onDelete }: RowProps) {
  const { t } = useTranslation("data");
  const format = useFormat(timezone);
  const say = useSaid();
  const { state } = row;
  const running = state === "running" || state === "waiting";
  return (
    <tr className={state === "done" || running ? undefined : classes.past}>
      <th scope="row" className={table.name}>
        {row.name}
        {state === "failed" && (
          <span className={classes.error}>
            <Icon name="alert" size={16} /> {row.error === null ? t("stopped.failed") : say(row.error, row.said)}
          </span>
        )}
        {state !== "done" && state !== "failed" && <small>{t(`state.${state}`)}</small>}
      </th>
      <td data-label={t("imports.started")}>{format.dateTime(row.started)}</td>
      <td className={table.right} data-label={t("imports.events")}>
        {format.number(row.events)}
      </td>
      <td className={table.right} data-label={t("imports.customers")}>
        {format.number(row.customers)}
      </td>
      <td className={table.right} data-label={t("imports.skipped")}>
        {format.number(row.skipped)}
      </td>
      <td className={table.right} data-label={t("imports.rejected")}>
        {row.rejected > 0 ? (
          <Link
            to="/data/rejected"
            search={{ import: row.id }}
            className={table.link}
            aria-label={t("imports.rejectedOf", {
              count: row.rejected,
              n: format.number(row.rejected),
              name: row.name,
            })}
          >
            {format.number(row.rejected)}
          </Link>
        ) : (
          format.number(0)
        )}
      </td>
      <td className={table.right}>
        {!running && state !== "undone" && row.events > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={onUndo} aria-label={t("undo.of", { name: row.name })}>
            {t("undo.button")}
          </Button>
        )}
        {!running && (
          <Button variant="subtle" size="compact-sm" onClick={onDelete} aria-label={t("delete.of", { name: row.name })}>
            {t("delete.button")}
          </Button>
        )}
        {running && (
          <Link to="/data/imports/$id" params={{ id: row.id }} className={table.link}>
            {t("imports.watch")}
          </Link>
        )}
      </td>
    </tr>
  );
}
