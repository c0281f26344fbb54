import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Panel.module.css";

/** Says that the drawing was given up, before any map was drawn or over an older one. */
export function Stopped({ drawn, onAgain }: { drawn: boolean; onAgain: () => void }) {
  const { t } = useTranslation("map");
  return (
    <section className={drawn ? classes.line : classes.panel}>
      {drawn ? <p>{t("stopped.older")}</p> : <h1>{t("stopped.none")}</h1>}
      <Button variant={drawn ? "default" : "filled"} size={drawn ? "compact-md" : "sm"} onClick={onAgain}>
        {t("stopped.again")}
      </Button>
    </section>
  );
}
