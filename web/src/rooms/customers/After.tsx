import { useTranslation } from "react-i18next";
import type { Regrouped } from "../../api/identity";
import { useFormat } from "../../ui/format";
import classes from "./Keys.module.css";

/** The customers that a merge or a split would leave, each with his keys. */
export function After({ told }: { told: Regrouped }) {
  const { t } = useTranslation("customers");
  const format = useFormat();
  const { customers, events } = told;
  return (
    <div role="status">
      <p>
        {t("keys.after", {
          customers: t("keys.customers", { count: customers.length, n: format.number(customers.length) }),
          events: t("path.events", { count: events, n: format.number(events) }),
        })}
      </p>
      <ul className={classes.groups}>
        {customers.map(({ customer, keys }) => (
          <li key={customer}>{format.list(keys)}</li>
        ))}
      </ul>
    </div>
  );
}
