import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis } from "../../api/explore";
import { isKnown, KNOWN } from "./known";
import type { ExploreSearch } from "./search";
import classes from "./Tabs.module.css";
import { useWords } from "./words";

/** The analyses in the order in which they are shown: those with words of their own first. */
export function inOrder(shelf: Analysis[]): { known: Analysis[]; others: Analysis[] } {
  const known = KNOWN.flatMap((name) => shelf.find((analysis) => analysis.name === name) ?? []);
  return { known, others: shelf.filter(({ name }) => !isKnown(name)) };
}

interface Props {
  shelf: Analysis[];
  chosen: string;
  /** Whose answer and when: the next analysis is asked of the same. */
  search: ExploreSearch;
}

/** The way from one question to the next, of the same customers and the same time. */
export function Tabs({ shelf, chosen, search }: Props) {
  const { t } = useTranslation("explore");
  const words = useWords(chosen);
  const nav = useRef<HTMLElement>(null);
  // On a phone the tabs scroll: the chosen one is in sight, also once fonts have changed every width.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one may be chosen.
  useEffect(() => {
    const show = () => {
      const tab = nav.current?.querySelector<HTMLElement>("[aria-current=page]");
      if (tab && nav.current) nav.current.scrollLeft = tab.offsetLeft - nav.current.offsetLeft - tab.offsetWidth;
    };
    show();
    void document.fonts?.ready.then(show);
  }, [chosen]);
  const { known, others } = inOrder(shelf);
  const { p: _, ...scope } = search;
  const tabs = [...known, ...others.filter(({ name }) => name === chosen)];
  return (
    <nav ref={nav} className={classes.tabs} aria-label={t("room.tabs")}>
      <Link to="/explore" className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
        {t("room.all")}
      </Link>
      {tabs.map(({ name }) => (
        <Link
          key={name}
          to="/explore/$analysis"
          params={{ analysis: name }}
          search={scope}
          className={classes.tab}
          activeOptions={{ includeSearch: false }}
        >
          {words.title(name)}
        </Link>
      ))}
    </nav>
  );
}
