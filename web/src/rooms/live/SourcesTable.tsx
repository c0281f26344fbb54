import { Button, CopyButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Source } from "../../api/live";
import { useFormat } from "../../ui/format";
import table from "../../ui/RowsTable.module.css";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./SourcesTable.module.css";

interface Props {
  rows: Source[] | undefined;
  onChange: (source: Source) => void;
}

export function SourcesTable({ rows, onChange }: Props) {
  const { t } = useTranslation("live");
  const format = useFormat();
  if (rows?.length === 0) return <p className={table.none}>{t("sources.none")}</p>;
  return (
    <section className={table.scroll} aria-label={t("sources.title")} tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("sources.name")}</th>
            <th scope="col">{t("sources.key")}</th>
            <th scope="col" className={table.right}>
              {t("sources.events")}
            </th>
            <th scope="col" className={table.right}>
              {t("sources.skipped")}
            </th>
            <th scope="col" className={table.right}>
              {t("sources.rejected")}
            </th>
            <th scope="col">
              <span className={table.hidden}>{t("sources.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? [0, 1].map((line) => (
                <tr key={line}>
                  <td colSpan={6}>
                    <Skeleton width={`${92 - line * 14}%`} />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className={table.name}>
                    {row.name}
                    {row.settings.paused && <small>{t("sources.paused")}</small>}
                  </th>
                  <td data-label={t("sources.key")}>
                    <span className={classes.key}>
                      <code>{row.write_key}</code>
                      <CopyButton value={row.write_key}>
                        {({ copied, copy }) => (
                          <Button
                            variant="subtle"
                            size="compact-sm"
                            onClick={copy}
                            aria-label={t("sources.copyOf", { name: row.name })}
                          >
                            {copied ? t("sources.copied") : t("sources.copy")}
                          </Button>
                        )}
                      </CopyButton>
                    </span>
                  </td>
                  <td className={table.right} data-label={t("sources.events")}>
                    {format.number(row.events)}
                  </td>
                  <td className={table.right} data-label={t("sources.skipped")}>
                    {format.number(row.skipped)}
                  </td>
                  <td className={table.right} data-label={t("sources.rejected")}>
                    {row.rejected > 0 ? (
                      <Link to="/data/rejected" search={{ import: String(row.id) }} className={table.link}>
                        {format.number(row.rejected)}
                      </Link>
                    ) : (
                      format.number(0)
                    )}
                  </td>
                  <td className={table.right}>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      onClick={() => onChange(row)}
                      aria-label={t("settings.of", { name: row.name })}
                    >
                      {t("settings.button")}
                    </Button>
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}
