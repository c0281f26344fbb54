import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/icons";
import { Logo } from "./Logo";
import { Preferences } from "./Preferences";
import classes from "./Shell.module.css";

interface RoomLink {
  to: "/" | "/explore" | "/sql" | "/customers" | "/data" | "/live" | "/definitions";
  icon: IconName;
  name: "nav.map" | "nav.explore" | "nav.sql" | "nav.customers" | "nav.data" | "nav.live" | "nav.definitions";
}

const JOURNEYS: RoomLink[] = [
  { to: "/", icon: "map", name: "nav.map" },
  { to: "/explore", icon: "explore", name: "nav.explore" },
  { to: "/sql", icon: "sql", name: "nav.sql" },
  { to: "/customers", icon: "customers", name: "nav.customers" },
];
const WORKSPACE: RoomLink[] = [
  { to: "/data", icon: "data", name: "nav.data" },
  { to: "/live", icon: "live", name: "nav.live" },
  { to: "/definitions", icon: "definitions", name: "nav.definitions" },
];

/** What stands around every room: the way between them, and the reader's own preferences. */
export function Shell() {
  const { t } = useTranslation();
  const main = useFocusOnArrival();
  return (
    <div className={classes.app}>
      <a className={classes.skip} href="#main">
        {t("nav.skip")}
      </a>
      <nav className={classes.nav} aria-label={t("nav.label")}>
        <Logo className={classes.logo} />
        <Rooms links={JOURNEYS} />
        <span className={classes.gap} />
        <Rooms links={WORKSPACE} />
        <Preferences className={classes.room} />
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** A page that changes without a load leaves a screen reader where the link was; the new room takes the focus. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

function Rooms({ links }: { links: RoomLink[] }) {
  const { t } = useTranslation();
  return links.map(({ to, icon, name }) => (
    <Link key={to} to={to} className={classes.room} activeOptions={{ exact: to === "/", includeSearch: false }}>
      <Icon name={icon} />
      <span>{t(name)}</span>
    </Link>
  ));
}
