import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomerKeys, keysQuery } from "../../api/identity";
import { sourcesQuery } from "../../api/live";
import { useFormat } from "../../ui/format";
import { Trouble } from "../../ui/Trouble";
import classes from "./Keys.module.css";
import { MergeDialog } from "./MergeDialog";
import { SplitDialog } from "./SplitDialog";

/** By what a customer is known, and why these keys are one person's. */
export function Keys({ id, timezone }: { id: string; timezone: string }) {
  const { t } = useTranslation("customers");
  const keys = useQuery(keysQuery(id));
  const [merging, setMerging] = useState(false);
  const [splitting, setSplitting] = useState<string | null>(null);
  return (
    <section className={classes.keys} aria-label={t("keys.title")}>
      <div className={classes.bar}>
        <h2>{t("keys.title")}</h2>
        <Button variant="subtle" size="compact-sm" onClick={() => setMerging(true)}>
          {t("keys.merge")}
        </Button>
      </div>
      {keys.error ? (
        <Trouble error={keys.error} inline retry={() => void keys.refetch()} />
      ) : (
        keys.data && <List told={keys.data} timezone={timezone} onSplit={setSplitting} />
      )}
      {keys.data && <MergeDialog opened={merging} one={keys.data.keys[0] ?? id} onClose={() => setMerging(false)} />}
      <SplitDialog spare={splitting} onClose={() => setSplitting(null)} />
    </section>
  );
}

interface ListProps {
  told: CustomerKeys;
  timezone: string;
  onSplit: (key: string) => void;
}

function List({ told, timezone, onSplit }: ListProps) {
  const { t } = useTranslation("customers");
  return (
    <ul className={classes.list}>
      {told.keys.map((key) => (
        <li key={key}>
          <b>{key}</b>
          <Why told={told} of={key} timezone={timezone} />
          {told.keys.length > 1 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onSplit(key)}
              aria-label={t("keys.splitOf", { key })}
            >
              {t("keys.split")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What joins a key with the others: the link that was told first. */
function Why({ told, of, timezone }: { told: CustomerKeys; of: string; timezone: string }) {
  const { t } = useTranslation("customers");
  const format = useFormat(timezone);
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false });
  const link = told.links.find(({ one, other, rule }) => rule !== "never" && (one === of || other === of));
  if (!link) return <span>{t("keys.alone")}</span>;
  const other = link.one === of ? link.other : link.one;
  const where = link.who || sources.data?.find(({ id }) => id === link.source)?.name;
  return (
    <span>
      {t(`keys.rule.${link.rule}`, { other })} · {format.dateTime(new Date(link.at_ms).toISOString())}
      {where && ` · ${where}`}
    </span>
  );
}
