import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./MapTable.module.css";

export type Head = Exclude<keyof typeof import("../../i18n/en/journey.json")["table"], "">;

/** What the map is compared with, and how many journeys either map is of. */
export interface Comparing {
  name: string;
  journeys: [number, number];
}

interface Props {
  title: string;
  heads: Head[];
  /** So many columns at the beginning hold words, the rest figures. */
  words: number;
  /** Columns that are three in a comparison: this map, the other, and the difference. */
  compared?: Head[];
  comparing?: Comparing | null;
  children: ReactNode;
}

export function Sheet({ title, heads, words, compared = [], comparing = null, children }: Props) {
  const { t } = useTranslation("journey");
  const isCompared = (head: Head) => comparing !== null && compared.includes(head);
  return (
    <table className={classes.table} data-words={words}>
      <caption className={classes.caption}>{title}</caption>
      <thead>
        <tr>
          {heads.map((head) =>
            isCompared(head) ? (
              <th key={head} scope="colgroup" colSpan={3} className={classes.group}>
                {t(`table.${head}`)}
              </th>
            ) : (
              <th key={head} scope="col" rowSpan={comparing && compared.length > 0 ? 2 : 1}>
                {t(`table.${head}`)}
              </th>
            ),
          )}
        </tr>
        {comparing && compared.length > 0 && (
          <tr className={classes.pairs}>
            {heads.filter(isCompared).map((head) => (
              <Fragment key={head}>
                <th scope="col">{t("thisMap")}</th>
                <th scope="col">{comparing.name}</th>
                <th scope="col">{t("table.difference")}</th>
              </Fragment>
            ))}
          </tr>
        )}
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** One figure of this map and, in a comparison, of the other, with the difference. */
export function Figures({
  comparing,
  own,
  other,
  difference,
}: {
  comparing: Comparing | null;
  own: string;
  other: string;
  difference: string;
}) {
  return (
    <>
      <td>{own}</td>
      {comparing && (
        <>
          <td>{other}</td>
          <td>{difference}</td>
        </>
      )}
    </>
  );
}
