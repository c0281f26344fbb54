import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Analysis, shelfQuery } from "../../api/explore";
import { statusQuery } from "../../api/queries";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import classes from "./ExploreRoom.module.css";
import { Glyph } from "./Glyph";
import { KNOWN } from "./known";
import { Nothing } from "./Nothing";
import { inOrder } from "./Tabs";
import { useWords } from "./words";

/** Every question that can be asked of the journeys. */
export function ExploreRoom() {
  const { t } = useTranslation("explore");
  const status = useQuery(statusQuery);
  const shelf = useQuery(shelfQuery);
  const error = status.error ?? shelf.error;
  const { known, others } = inOrder(shelf.data ?? []);
  return (
    <Page title={t("room.title")}>
      {error ? (
        <Trouble error={error} retry={() => void Promise.all([status.refetch(), shelf.refetch()])} />
      ) : status.data?.events === 0 ? (
        <Nothing />
      ) : (
        <>
          <h1 className={classes.title}>{t("room.title")}</h1>
          <p className={classes.lead}>{t("room.lead")}</p>
          <ul className={classes.cards}>
            {shelf.data
              ? known.map((analysis) => <Card key={analysis.name} analysis={analysis} />)
              : KNOWN.map((name) => (
                  <li key={name} className={classes.card}>
                    <Skeleton width={96} height={56} />
                    <Skeleton width="70%" height={14} />
                  </li>
                ))}
          </ul>
          {others.length > 0 && (
            <section className={classes.others}>
              <h2>{t("room.others")}</h2>
              <ul>
                {others.map((analysis) => (
                  <Other key={analysis.name} analysis={analysis} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Page>
  );
}

function Card({ analysis: { name, summary } }: { analysis: Analysis }) {
  const words = useWords(name);
  return (
    <li className={classes.card}>
      <Glyph name={name} className={classes.glyph} />
      <h2>
        <Link to="/explore/$analysis" params={{ analysis: name }} className={classes.link}>
          {words.title(name)}
        </Link>
      </h2>
      <p>{words.card(name, summary)}</p>
    </li>
  );
}

function Other({ analysis: { name, summary } }: { analysis: Analysis }) {
  const words = useWords(name);
  return (
    <li>
      <Link to="/explore/$analysis" params={{ analysis: name }} className={classes.plain}>
        {words.title(name)}
      </Link>
      <span>{words.card(name, summary)}</span>
    </li>
  );
}
