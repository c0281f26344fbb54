import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Source, sourcesQuery } from "../../api/live";
import { statusQuery } from "../../api/queries";
import { Page } from "../../ui/Page";
import classes from "../../ui/Room.module.css";
import { Trouble } from "../../ui/Trouble";
import { NewSource } from "./NewSource";
import { SettingsDialog } from "./SettingsDialog";
import { SourcesTable } from "./SourcesTable";
import { Stream } from "./Stream";

/** What clients send, as it arrives, and the sources that they send to. */
export function LiveRoom() {
  const { t } = useTranslation("live");
  const sources = useQuery(sourcesQuery);
  const status = useQuery(statusQuery);
  const [making, setMaking] = useState(false);
  const [changing, setChanging] = useState<Source | null>(null);
  return (
    <Page title={t("title")}>
      <header className={classes.head}>
        <div>
          <h1>{t("title")}</h1>
          <p className={classes.lead}>{t("lead")}</p>
        </div>
        <Button onClick={() => setMaking(true)}>{t("sources.new")}</Button>
      </header>
      <Stream timezone={status.data?.timezone} sources={sources.data} />
      <div className={classes.bar}>
        <h2>{t("sources.title")}</h2>
        <span>{t("sources.hint")}</span>
      </div>
      {sources.error ? (
        <Trouble error={sources.error} inline retry={() => void sources.refetch()} />
      ) : (
        <SourcesTable rows={sources.data} onChange={setChanging} />
      )}
      <NewSource opened={making} onClose={() => setMaking(false)} />
      <SettingsDialog key={changing?.id} source={changing} onClose={() => setChanging(null)} />
    </Page>
  );
}
