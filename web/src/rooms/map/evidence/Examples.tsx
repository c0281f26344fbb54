import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { customersAtQuery } from "../../../api/queries";
import type { Scope } from "../../../api/types";
import { Skeleton } from "../../../ui/Skeleton";
import { Trouble } from "../../../ui/Trouble";
import classes from "./Evidence.module.css";

/** Some customers who were at a touchpoint or in a stage, each a step away. */
export function Examples({ place, scope }: { place: string; scope: Scope }) {
  const { t } = useTranslation("map");
  const { data, error, refetch } = useQuery(customersAtQuery(place, scope));
  if (data?.customers.length === 0) return null;
  return (
    <section>
      <h3>{t("evidence.examples")}</h3>
      {error ? (
        <Trouble error={error} inline retry={() => void refetch()} />
      ) : data ? (
        <ul className={classes.examples}>
          {data.customers.map(({ id, key }) => (
            <li key={id}>
              <Link to="/customers/$id" params={{ id }}>
                {key}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton width="80%" height={20} />
      )}
    </section>
  );
}
