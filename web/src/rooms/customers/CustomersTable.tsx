import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CustomerRow } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./CustomersTable.module.css";

interface Props {
  rows: CustomerRow[] | undefined;
  timezone: string | undefined;
}

const MOST_CHANNELS = 6;

export function CustomersTable({ rows, timezone }: Props) {
  const { t } = useTranslation("customers");
  const format = useFormat(timezone);
  if (rows?.length === 0) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("column.customer")}</th>
          <th scope="col">{t("column.stage")}</th>
          <th scope="col" className={classes.channels}>
            {t("column.channels")}
          </th>
          <th scope="col" className={classes.right}>
            {t("column.events")}
          </th>
          <th scope="col" className={classes.period}>
            {t("column.period")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          ? rows.map(({ id, key, stage, channels, events, first, last }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/customers/$id" params={{ id }} className={classes.link}>
                    {key}
                  </Link>
                </th>
                <td>{stage ?? <span className={classes.quiet}>{t("noStage")}</span>}</td>
                <td className={classes.channels}>
                  <span
                    className={classes.icons}
                    role="img"
                    aria-label={format.list(channels)}
                    title={channels.join(", ")}
                  >
                    {channels.slice(0, MOST_CHANNELS).map((channel) => (
                      <Icon key={channel} name={channelIcon(channel)} size={18} />
                    ))}
                    {channels.length > MOST_CHANNELS && (
                      <small>+{format.number(channels.length - MOST_CHANNELS)}</small>
                    )}
                  </span>
                </td>
                <td className={classes.right}>{format.number(events)}</td>
                <td className={classes.period}>{format.dateRange(first, last)}</td>
              </tr>
            ))
          : [68, 44, 56, 38, 62, 50].map((width) => (
              <tr key={width}>
                <td>
                  <Skeleton width={`${width}%`} />
                </td>
                <td>
                  <Skeleton width={64} />
                </td>
                <td className={classes.channels}>
                  <Skeleton width={92} />
                </td>
                <td>
                  <Skeleton width={28} />
                </td>
                <td className={classes.period}>
                  <Skeleton width={160} />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  );
}
