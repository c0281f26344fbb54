import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shelfQuery } from "../../api/explore";
import { statusQuery } from "../../api/queries";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { AnalysisSkeleton } from "./AnalysisSkeleton";
import { Asking } from "./Asking";
import { Nothing } from "./Nothing";
import { useWords } from "./words";

/** One question to the journeys: asked in a sentence, answered in words, a picture and a table. */
export function AnalysisRoom() {
  const { t } = useTranslation("explore");
  const { analysis: name } = useParams({ from: "/explore/$analysis" });
  const words = useWords(name);
  const status = useQuery(statusQuery);
  const shelf = useQuery(shelfQuery);
  const analysis = shelf.data?.find((one) => one.name === name);
  const error = status.error ?? shelf.error;
  const retry = () => void Promise.all([status.refetch(), shelf.refetch()]);
  return (
    <Page title={words.title(name)}>
      {error ? (
        <Trouble error={error} retry={retry} />
      ) : !status.data || !shelf.data ? (
        <AnalysisSkeleton />
      ) : !analysis ? (
        <Trouble error={new Error(t("room.noSuch", { name }))} />
      ) : status.data.events === 0 ? (
        <Nothing />
      ) : (
        <Asking key={name} analysis={analysis} shelf={shelf.data} status={status.data} />
      )}
    </Page>
  );
}
