import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import classes from "./Dictionary.module.css";
import type { KindRow } from "./types";

const MOST = 500;

/** Kinds with their volumes, those with most events first. */
export function KindsTable({ kinds, timezone }: { kinds: KindRow[]; timezone: string | undefined }) {
  const { t } = useTranslation("definitions");
  const format = useFormat(timezone);
  if (kinds.length === 0) return <p className={classes.lead}>{t("dictionary.none")}</p>;
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("column.kind")}</th>
            <th scope="col" className={classes.wide}>
              {t("column.place")}
            </th>
            <th scope="col" className={classes.right}>
              {t("column.events")}
            </th>
            <th scope="col" className={classes.right}>
              {t("column.customers")}
            </th>
            <th scope="col" className={`${classes.right} ${classes.wide}`}>
              {t("column.seen")}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.slice(0, MOST).map((kind) => (
            <tr key={kind.code}>
              <th scope="row">
                <div className={classes.named}>
                  <Icon name={channelIcon(kind.channel)} size={18} className={classes.icon} />
                  <span>
                    <Link to="/definitions/events/$code" params={{ code: String(kind.code) }} className={classes.link}>
                      {kind.name || t("kind.noName")}
                    </Link>
                    <small>
                      {[kind.channel, kind.surface, kind.actor !== "customer" && t(`actor.${actorOf(kind.actor)}`)]
                        .filter(Boolean)
                        .join(" · ")}
                    </small>
                  </span>
                </div>
              </th>
              <td className={classes.wide}>
                {kind.touchpoint ?? <span className={classes.quiet}>{t("kind.unplaced")}</span>}
                <small>{kind.touchpoint && (kind.stage ?? t("stage.none"))}</small>
              </td>
              <td className={classes.right}>{format.number(kind.events)}</td>
              <td className={classes.right}>{format.number(kind.customers)}</td>
              <td className={`${classes.right} ${classes.wide}`}>{format.dateRange(kind.first, kind.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {kinds.length > MOST && <p className={classes.lead}>{t("dictionary.cut", { n: format.number(MOST) })}</p>}
    </>
  );
}

const actorOf = (actor: string) => (actor === "company" || actor === "system" ? actor : "customer");
