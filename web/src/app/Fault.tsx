import { Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../ui/Page";
import { Trouble } from "../ui/Trouble";
import classes from "./Shell.module.css";

/** A fault of the page itself. Trying again draws the room anew. */
export function Fault({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t("trouble.title")}>
      <Trouble error={error instanceof Error ? error : new Error(String(error))} retry={retry} />
    </Page>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t("notFound.title")}>
      <h1 className={classes.lost}>{t("notFound.title")}</h1>
      <p className={classes.lostText}>
        {t("notFound.text")}{" "}
        <Link to="/" className={classes.link}>
          {t("notFound.toMap")}
        </Link>
      </p>
    </Page>
  );
}
