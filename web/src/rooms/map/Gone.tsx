import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Panel.module.css";

/** An address that asks for an audience which was deleted, or which is another workspace's. */
export function Gone({ onEverybody }: { onEverybody: () => void }) {
  const { t } = useTranslation("map");
  return (
    <section className={classes.panel} role="alert">
      <h1>{t("gone.title")}</h1>
      <p>{t("gone.text")}</p>
      <div className={classes.ways}>
        <Button onClick={onEverybody}>{t("gone.everybody")}</Button>
      </div>
    </section>
  );
}
