import { Link, Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/icons";
import { Logo } from "./Logo";
import { Preferences } from "./Preferences";
import classes from "./Shell.module.css";

const ROOMS = [
  { to: "/", icon: "map", name: "nav.map" },
  { to: "/customers", icon: "customers", name: "nav.customers" },
  { to: "/data", icon: "data", name: "nav.data" },
] as const satisfies readonly { to: string; icon: IconName; name: string }[];

/** What stands around every room: the way between them, and the reader's own preferences. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <div className={classes.app}>
      <a className={classes.skip} href="#main">
        {t("nav.skip")}
      </a>
      <nav className={classes.nav} aria-label={t("nav.label")}>
        <Logo className={classes.logo} />
        {ROOMS.map(({ to, icon, name }) => (
          <Link key={to} to={to} className={classes.room} activeOptions={{ exact: to === "/", includeSearch: false }}>
            <Icon name={icon} />
            <span>{t(name)}</span>
          </Link>
        ))}
        <span className={classes.gap} />
        <Preferences className={classes.room} />
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
