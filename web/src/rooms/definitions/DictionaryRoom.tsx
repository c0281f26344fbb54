import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { statusQuery } from "../../api/queries";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import classes from "./Dictionary.module.css";
import { KindsTable } from "./KindsTable";
import { dictionaryQuery } from "./queries";
import { Tabs } from "./Tabs";

/** Every kind of event that ever came in, and where it stands on the map. */
export function DictionaryRoom() {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const say = useSaid();
  const dictionary = useQuery(dictionaryQuery);
  const status = useQuery(statusQuery);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const kinds = dictionary.data?.kinds;
  const found = kinds?.filter((kind) =>
    [kind.name, kind.channel, kind.surface, kind.touchpoint, kind.stage].some((part) =>
      part?.toLowerCase().includes(wanted),
    ),
  );
  return (
    <Page title={t("dictionary.title")}>
      <Tabs />
      <h1 className={classes.title}>{t("dictionary.title")}</h1>
      <TextInput
        className={classes.search ?? ""}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<Icon name="search" />}
        placeholder={t("dictionary.search")}
        aria-label={t("dictionary.search")}
        type="search"
        size="md"
        autoComplete="off"
        spellCheck={false}
      />
      <p className={classes.lead} role="status">
        {found &&
          kinds &&
          (wanted
            ? t("dictionary.found", {
                count: found.length,
                n: format.number(found.length),
                of: format.number(kinds.length),
              })
            : t("count.kinds", { count: kinds.length, n: format.number(kinds.length) }))}
      </p>
      {dictionary.error ? (
        <Trouble error={dictionary.error} inline retry={() => void dictionary.refetch()} />
      ) : found ? (
        <KindsTable kinds={found} timezone={status.data?.timezone} />
      ) : (
        <div className={classes.waiting}>
          {[68, 44, 56, 38, 62].map((width) => (
            <Skeleton key={width} width={`${width}%`} />
          ))}
        </div>
      )}
      {dictionary.data && <p className={classes.foot}>{say(dictionary.data.definition, dictionary.data.said)}</p>}
    </Page>
  );
}
