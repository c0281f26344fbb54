import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { statusQuery } from "../../api/queries";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { JourneyMap } from "./JourneyMap";
import { MapSkeleton } from "./MapSkeleton";

/** The journey map: where customers walk, where they fall, how they feel. */
export function MapRoom() {
  const { t } = useTranslation("map");
  const status = useQuery(statusQuery);
  return (
    <Page title={t("title")} wide>
      {status.data ? (
        <JourneyMap status={status.data} />
      ) : status.error ? (
        <Trouble error={status.error} retry={() => void status.refetch()} />
      ) : (
        <MapSkeleton />
      )}
    </Page>
  );
}
