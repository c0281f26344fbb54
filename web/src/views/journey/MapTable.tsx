import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer, MapTouchpoint } from "../../api/types";
import { type Format, useFormat } from "../../ui/format";
import classes from "./MapTable.module.css";

/** The same map as a table: stages as groups of rows, touchpoints as rows. */
export function MapTable({ answer }: { answer: MapAnswer }) {
  const { t } = useTranslation("journey");
  const format = useFormat(answer.period.timezone);
  const columns = ["name", "channel", "customers", "events", "left", "waiting", "feeling", "answers"] as const;
  return (
    <div>
      <table className={classes.table}>
        <caption className={classes.caption}>{answer.title || t("title")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.stages.map((stage) => (
            <Fragment key={stage.id}>
              <tr className={classes.stage}>
                <th scope="rowgroup" colSpan={2}>
                  {stage.name}
                </th>
                <td>{format.number(stage.customers)}</td>
                <td colSpan={5}>
                  {stage.next_share === null ? "" : `${format.percent(stage.next_share, 1)} ${t("goOn")}`}
                  {stage.median_time_s === null ? "" : ` · ${format.duration(stage.median_time_s)}`}
                </td>
              </tr>
              {stage.touchpoints.map((touchpoint) => (
                <Row key={touchpoint.id} touchpoint={touchpoint} format={format} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ touchpoint, format }: { touchpoint: MapTouchpoint; format: Format }) {
  const { feeling, feeling_low, feeling_high } = touchpoint;
  return (
    <tr>
      <th scope="row">{touchpoint.name}</th>
      <td>{touchpoint.channel}</td>
      <td>{format.number(touchpoint.customers)}</td>
      <td>{format.number(touchpoint.events)}</td>
      <td>{format.number(touchpoint.left)}</td>
      <td>{format.number(touchpoint.in_time)}</td>
      <td>
        {feeling === null
          ? ""
          : `${format.signed(2 * feeling)} [${format.signed(2 * (feeling_low ?? feeling))}, ${format.signed(2 * (feeling_high ?? feeling))}]`}
      </td>
      <td>{format.number(touchpoint.feeling_n)}</td>
    </tr>
  );
}
