import { useTranslation } from "react-i18next";
import type { RejectedRow } from "../../api/types";
import { useFormat } from "../../ui/format";
import { useSaid } from "../../ui/useSaid";
import classes from "./RejectedRoom.module.css";
import { detailOf } from "./rejectedDetail";

interface Props {
  label: string;
  rows: RejectedRow[];
}

const columnsOf = (row: RejectedRow) => row.cells?.map(({ column }) => column) ?? [];

/** Rows with their columns; one of other columns, or of none, as the text of its file. */
export function RejectedRows({ label, rows }: Props) {
  const { t } = useTranslation("data");
  const columns = columnsOf(rows.find(({ cells }) => cells !== null) ?? (rows[0] as RejectedRow));
  const head = columns.join("\n");
  return (
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("rejected.file")}</th>
            <th scope="col" className={classes.right}>
              {t("rejected.line")}
            </th>
            {columns.length > 0 ? (
              columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))
            ) : (
              <th scope="col">{t("rejected.raw")}</th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} width={columns.length} fits={columnsOf(row).join("\n") === head} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, width, fits }: { row: RejectedRow; width: number; fits: boolean }) {
  const format = useFormat();
  const say = useSaid();
  const detail = detailOf(row);
  const more = detail && <small>{say(detail.sentence, detail.said)}</small>;
  return (
    <tr>
      <td className={classes.file}>
        {row.file}
        {fits && width > 0 && more}
      </td>
      <td className={classes.right}>{format.number(row.line)}</td>
      {fits && width > 0 ? (
        row.cells?.map(({ column, text }) => (
          <td key={column} className={text ? classes.cell : classes.empty} title={text ?? undefined}>
            {text || "—"}
          </td>
        ))
      ) : (
        <td colSpan={Math.max(width, 1)} className={classes.raw}>
          <code>{row.raw}</code>
          {more}
        </td>
      )}
    </tr>
  );
}
