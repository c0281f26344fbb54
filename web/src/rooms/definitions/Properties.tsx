import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import own from "./Properties.module.css";
import { dictionaryQuery } from "./queries";
import classes from "./Rules.module.css";
import type { Property } from "./types";

/** Which properties events and customers have, and which of them break figures down. */
export function Properties() {
  const { t } = useTranslation("definitions");
  const dictionary = useQuery(dictionaryQuery);
  if (!dictionary.data?.properties.length) return null;
  const { properties } = dictionary.data;
  const groups: ["traits" | "columns" | "log", Property[]][] = [
    ["traits", properties.filter(({ kept, trait }) => kept && trait)],
    ["columns", properties.filter(({ kept, trait }) => kept && !trait)],
    ["log", properties.filter(({ kept }) => !kept)],
  ];
  return (
    <section id="properties" className={classes.stage} aria-label={t("properties.title")}>
      <div className={classes.gutter}>
        <h2>{t("properties.title")}</h2>
        <p>{t("properties.text")}</p>
      </div>
      <dl className={own.properties}>
        {groups
          .filter(([, group]) => group.length > 0)
          .map(([group, members]) => (
            <div key={group}>
              <dt>
                {t(`properties.${group}`)}
                <small>{t(`properties.${group}Text`)}</small>
              </dt>
              <dd>
                <ul>
                  {members.map(({ name, type }) => (
                    <li key={name}>
                      {name} <small>{t(`type.${type}`)}</small>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
