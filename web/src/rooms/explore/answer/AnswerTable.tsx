import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, AnalysisAnswer, Behind, Row } from "../../../api/explore";
import { useFormat } from "../../../ui/format";
import { Icon } from "../../../ui/Icon";
import { differs } from "../../../views/difference/model";
import { isKnown, SUMS } from "../known";
import type { Words } from "../words";
import classes from "./AnswerTable.module.css";
import { boundsText, cellText, numberText, type Reader } from "./cells";
import { type Column, isNumeric, type Order, type Shown, sorted, sumsOf, tableOf, turned } from "./table";
import { useCellWords } from "./useCellWords";

interface Props {
  analysis: Analysis;
  answer: AnalysisAnswer;
  words: Words;
  timezone: string;
  currency: string;
  /** Asks who stands behind a cell; `compared`: in the scope that is compared with. */
  onOpen: (behind: Behind, compared: boolean) => void;
}

const PAGE = 60;

/** The figures of the answer, row by row, in any order; those that count customers say which. */
export function AnswerTable({ analysis, answer, words, timezone, currency, onOpen }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat(timezone);
  const cellWords = useCellWords();
  const [measure, setMeasure] = useState<string>();
  const [order, setOrder] = useState<Order | null>(null);
  const [most, setMost] = useState(PAGE);
  const shown = tableOf(answer, measure);
  if (!shown) return null;
  const rows = sorted(shown.rows, order);
  const reader: Reader = { format, currency, words: cellWords, shown };
  const headOf = ({ head }: Column) =>
    shown.measure !== null && (head === "value" || head === "other" || head === "difference")
      ? t(`room.table.${head}`)
      : words.column(head);
  const behindOf = (row: Row, { head }: Column): Behind | null => {
    const side = shown.measure !== null && (head === "value" || head === "other") ? shown.measure : head;
    if (!(side in analysis.counted) || (shown.measure !== null && side === head)) return null;
    if (typeof row[head] !== "number" || row[head] === 0) return null;
    const cell: Row = Object.fromEntries(shown.keys.map((key) => [key, row[key] ?? null]));
    if (shown.group)
      Object.assign(cell, { group: row[shown.group[0]] ?? null, group_other: row[shown.group[1]] === true });
    return { cell, measure: side };
  };
  return (
    <>
      {shown.measures.length > 1 && (
        <NativeSelect
          className={classes.measure ?? ""}
          label={t("room.table.measure")}
          value={shown.measure ?? ""}
          data={shown.measures.map((value) => ({ value, label: words.column(value) }))}
          onChange={(event) => setMeasure(event.currentTarget.value)}
        />
      )}
      <section className={classes.scroll} aria-label={t("room.table.title")} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {shown.columns.map((column) => (
                <Head
                  key={column.head}
                  column={column}
                  label={headOf(column)}
                  order={order}
                  onOrder={() => setOrder(turned(order, column))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have the same keys, and rows hold no state.
              <tr key={place} data-differs={differs(row, answer.test) || undefined}>
                {shown.columns.map((column) => {
                  const behind = behindOf(row, column);
                  const text = cellText(row, column, reader);
                  const bounds = boundsText(row, column, format, (low, high) => t("room.interval", { low, high }));
                  return (
                    <td key={column.head} className={isNumeric(column) ? classes.right : undefined}>
                      {behind ? (
                        <button
                          type="button"
                          className={classes.count}
                          aria-label={t("room.which.open", { n: text, column: headOf(column) })}
                          onClick={() => onOpen(behind, column.head === "other")}
                        >
                          {text}
                        </button>
                      ) : (
                        text
                      )}
                      {bounds && <span className={classes.bounds}> {bounds}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <Sums analysis={analysis} shown={shown} format={reader} />
        </table>
      </section>
      {rows.length > most && (
        <Button
          variant="default"
          size="compact-md"
          className={classes.more ?? ""}
          onClick={() => setMost(most + 5 * PAGE)}
        >
          {t("room.table.more", { n: format.number(most), of: format.number(rows.length) })}
        </Button>
      )}
      {shown.total > shown.rows.length && (
        <p className={classes.note}>
          {t("room.table.cut", { n: format.number(shown.rows.length), of: format.number(shown.total) })}
        </p>
      )}
    </>
  );
}

interface HeadProps {
  column: Column;
  label: string;
  order: Order | null;
  onOrder: () => void;
}

function Head({ column, label, order, onOrder }: HeadProps) {
  const mine = order?.head === column.head ? order : null;
  return (
    <th
      scope="col"
      className={isNumeric(column) ? classes.right : undefined}
      aria-sort={mine ? (mine.down ? "descending" : "ascending") : "none"}
    >
      <button type="button" onClick={onOrder} className={classes.sort}>
        {label}
        {mine && <Icon name="down" size={14} className={mine.down ? "" : (classes.rising ?? "")} />}
      </button>
    </th>
  );
}

/** The last row of a table whose columns add up to the answer. */
function Sums({ analysis, shown, format: reader }: { analysis: Analysis; shown: Shown; format: Reader }) {
  const { t } = useTranslation("explore");
  if (!isKnown(analysis.name) || shown.measure !== null || shown.group || shown.rows.length < 2) return null;
  if (shown.total > shown.rows.length) return null;
  const sums = sumsOf(shown.rows, SUMS[analysis.name] ?? []);
  if (Object.keys(sums).length === 0) return null;
  return (
    <tfoot>
      <tr>
        {shown.columns.map((column, place) => {
          const value = sums[column.head];
          return (
            <td key={column.head} className={isNumeric(column) ? classes.right : undefined}>
              {place === 0
                ? t("room.table.all")
                : typeof value === "number" && numberText(value, column.kind, reader.format, reader.currency)}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
