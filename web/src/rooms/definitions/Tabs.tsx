import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Tabs.module.css";

/** The two sides of the room: what was defined, and what there is to define. */
export function Tabs({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("definitions");
  return (
    <div className={classes.bar}>
      <nav className={classes.tabs} aria-label={t("title")}>
        <Link to="/definitions" activeOptions={{ exact: true }}>
          {t("tab.rules")}
        </Link>
        <Link to="/definitions/events">{t("tab.events")}</Link>
      </nav>
      {children}
    </div>
  );
}
