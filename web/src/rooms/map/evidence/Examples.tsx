import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evidenceQuery } from "../../../api/queries";
import type { Scope } from "../../../api/types";
import classes from "./Evidence.module.css";

/** Some customers who were there, each a step away. */
export function Examples({ touchpoint, scope }: { touchpoint: string; scope: Scope }) {
  const { t } = useTranslation("map");
  const { data } = useQuery(evidenceQuery(touchpoint, scope));
  if (!data?.customers?.length) return null;
  return (
    <section>
      <h3>{t("evidence.examples")}</h3>
      <ul className={classes.examples}>
        {data.customers.slice(0, 8).map(({ id, key }) => (
          <li key={id}>
            <Link to="/customers/$id" params={{ id }}>
              {key}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
