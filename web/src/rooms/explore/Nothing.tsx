import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./Nothing.module.css";

/** A workspace without an event: what to do first. */
export function Nothing() {
  const { t } = useTranslation("explore");
  return (
    <section className={classes.nothing}>
      <h1>{t("room.empty.title")}</h1>
      <p>
        {t("room.empty.text")} <Link to="/">{t("room.empty.go")}</Link>
      </p>
    </section>
  );
}
