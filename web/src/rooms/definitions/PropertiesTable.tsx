import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import classes from "./Dictionary.module.css";
import { Dimension } from "./Dimension";
import own from "./Dimension.module.css";
import type { PropertyFacts } from "./types";

/** What the events of a kind carry: how often, how many values, and which. */
export function PropertiesTable({ properties }: { properties: PropertyFacts[] }) {
  const { t } = useTranslation("definitions");
  if (properties.length === 0) return <p className={classes.lead}>{t("properties.none")}</p>;
  return (
    <table className={`${classes.table} ${own.table}`}>
      <thead>
        <tr>
          <th scope="col">{t("column.property")}</th>
          <th scope="col" className={classes.right}>
            {t("column.filled")}
          </th>
          <th scope="col" className={classes.right}>
            {t("column.values")}
          </th>
          <th scope="col" className={classes.wide}>
            {t("column.examples")}
          </th>
        </tr>
      </thead>
      <tbody>
        {properties.map((property) => (
          <Row key={property.name} property={property} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ property }: { property: PropertyFacts }) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const { name, type, kept, trait, share, distinct, more, examples } = property;
  return (
    <tr>
      <th scope="row">
        <span>
          {name}
          <small>{[t(`type.${type}`), t(trait ? "kept.trait" : kept ? "kept.column" : "kept.log")].join(" · ")}</small>
        </span>
        <Dimension property={property} />
      </th>
      <td className={classes.right}>{format.percent(share, share > 0 && share < 0.1 ? 1 : 0)}</td>
      <td className={classes.right}>
        {more ? t("values.more", { n: format.number(distinct) }) : format.number(distinct)}
      </td>
      <td className={`${classes.examples} ${classes.wide}`}>{examples.join(" · ")}</td>
    </tr>
  );
}
