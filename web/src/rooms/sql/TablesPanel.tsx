import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type SqlTable, tablesQuery } from "../../api/sql";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { written } from "./names";
import classes from "./TablesPanel.module.css";

const KNOWN = ["events", "customers", "kinds", "touchpoints", "stages", "log"] as const;
const isKnown = (name: string): name is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(name);

/** What there is to ask. A name that is pressed is put where the cursor stands. */
export function TablesPanel({ onInsert }: { onInsert: (word: string) => void }) {
  const { t } = useTranslation("sql");
  const tables = useQuery(tablesQuery);
  return (
    <aside className={classes.panel} aria-labelledby="tables">
      <h2 id="tables" className={classes.title}>
        {t("tables.title")}
      </h2>
      {tables.error ? (
        <Trouble error={tables.error} inline retry={() => void tables.refetch()} />
      ) : tables.data ? (
        tables.data.map((table) => <One key={table.name} table={table} onInsert={onInsert} />)
      ) : (
        KNOWN.map((name) => <Skeleton key={name} width="60%" height={14} />)
      )}
    </aside>
  );
}

function One({ table: { name, columns }, onInsert }: { table: SqlTable; onInsert: (word: string) => void }) {
  const { t } = useTranslation("sql");
  return (
    // Beside the editor there is room for the columns that are asked for most; under it they would be in the way.
    <details className={classes.table} open={name === "events" && matchMedia("(min-width: 1024px)").matches}>
      <summary>
        <Icon name="right" size={14} className={classes.turn ?? ""} />
        <code className={classes.name}>{name}</code>
        <span className={classes.about}>{isKnown(name) && t(`tables.${name}`)}</span>
      </summary>
      <ul>
        <li>
          <button type="button" className={classes.column} onClick={() => onInsert(written(name))}>
            <code className={classes.field}>{name}</code>
            <span>{t("tables.whole")}</span>
          </button>
        </li>
        {columns.map((column) => (
          <li key={column.name}>
            <button type="button" className={classes.column} onClick={() => onInsert(written(column.name))}>
              <code className={classes.field}>{column.name}</code>
              <span>{column.type === "TIMESTAMP WITH TIME ZONE" ? "TIMESTAMPTZ" : column.type}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
