import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import classes from "./Dictionary.module.css";
import type { SampleEvent } from "./types";

interface Props {
  samples: SampleEvent[];
  timezone: string;
  currency: string;
}

/** The newest events of a kind with all they carry, each with the way to its customer. */
export function SamplesTable({ samples, timezone, currency }: Props) {
  const { t } = useTranslation("definitions");
  const format = useFormat(timezone);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("column.time")}</th>
          <th scope="col">{t("column.carries")}</th>
        </tr>
      </thead>
      <tbody>
        {samples.map(({ customer, time, value, score, scale, properties }) => (
          <tr key={`${customer} ${time}`}>
            <th scope="row">
              <Link to="/customers/$id" params={{ id: customer }} className={classes.link}>
                {format.dateTime(time)}
              </Link>
            </th>
            <td className={classes.examples}>
              {[
                value === null ? null : `${t("column.value")} ${format.money(value, currency)}`,
                score === null ? null : `${scale?.toUpperCase()} ${format.number(score)}`,
                ...Object.entries(properties).map(([name, one]) => `${name} ${String(one)}`),
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
