import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SqlAnswer } from "../../api/sql";
import { useFormat } from "../../ui/format";
import { cellText, isNumeric } from "./cells";
import { ExportMenu } from "./ExportMenu";
import classes from "./Result.module.css";

interface Props {
  query: string;
  answer: SqlAnswer;
  timezone: string | undefined;
  /** Whether another answer is awaited. */
  waiting: boolean;
}

const PAGE = 200;

/** The rows that were found, as they are: nothing is rounded, sorted or translated. */
export function Result({ query, answer, timezone, waiting }: Props) {
  const { t } = useTranslation("sql");
  const format = useFormat(timezone);
  const { heads, types, rows, more, seconds } = answer;
  const [most, setMost] = useState(PAGE);
  const [of, setOf] = useState(answer);
  if (of !== answer) {
    setOf(answer);
    setMost(PAGE);
  }
  const n = format.number(rows.length);
  return (
    <div className={waiting ? classes.stale : undefined}>
      <div className={classes.head}>
        <p role="status">
          {more ? t("result.first", { count: rows.length, n }) : t("result.rows", { count: rows.length, n })}{" "}
          <span className={classes.time}>{t("result.seconds", { n: format.decimal(seconds, 2) })}</span>
        </p>
        <ExportMenu query={query} />
      </div>
      {rows.length > 0 && (
        <section className={classes.scroll} aria-label={t("result.label")} tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                {heads.map((head, place) => (
                  <th key={head} scope="col" className={isNumeric(types[place] ?? "") ? classes.right : undefined}>
                    <span title={types[place]}>{head}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, most).map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows may be equal, and hold no state.
                <tr key={place}>
                  {heads.map((head, column) => (
                    <Cell key={head} value={row[head] ?? null} type={types[column] ?? ""} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > most && (
        <Button variant="default" size="compact-md" className={classes.more ?? ""} onClick={() => setMost(rows.length)}>
          {t("result.all", { n })}
        </Button>
      )}
    </div>
  );
}

function Cell({ value, type }: { value: SqlAnswer["rows"][number][string]; type: string }) {
  if (value === null || value === undefined) return <td className={classes.null}>NULL</td>;
  const text = cellText(value, type);
  return (
    <td className={isNumeric(type) ? classes.right : undefined}>
      <div className={classes.cell} title={text.length > 40 ? text : undefined}>
        {text}
      </div>
    </td>
  );
}
