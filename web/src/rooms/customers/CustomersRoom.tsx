import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { customersPages, statusQuery } from "../../api/queries";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import classes from "./CustomersRoom.module.css";
import { CustomersTable } from "./CustomersTable";

/** Everyone who left an event, and a way to find one of them. What is searched for never enters the address. */
export function CustomersRoom() {
  const { t } = useTranslation("customers");
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const status = useQuery(statusQuery);
  const list = useInfiniteQuery({ ...customersPages(wanted), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.rows);
  const total = list.data?.pages.at(-1)?.total;
  const nobody = status.data?.customers === 0;
  return (
    <Page title={t("title")}>
      <h1 className={classes.title}>{t("title")}</h1>
      {nobody ? (
        <p className={classes.lead}>
          {t("nobody")}{" "}
          <Link to="/data" className={classes.link}>
            {t("toData")}
          </Link>
        </p>
      ) : (
        <>
          <TextInput
            className={classes.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<Icon name="search" />}
            placeholder={t("search.placeholder")}
            aria-label={t("search.label")}
            type="search"
            size="md"
            autoComplete="off"
            spellCheck={false}
          />
          <p className={classes.lead} role="status">
            {rows && total !== undefined && <Found shown={rows.length} total={total} text={wanted} />}
          </p>
          {(rows || !list.error) && <CustomersTable rows={rows} timezone={status.data?.timezone} />}
          {list.error && <Trouble error={list.error} inline retry={() => void list.refetch()} />}
          {list.hasNextPage && !list.error && (
            <Button
              variant="default"
              className={classes.more}
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t("more")}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

function Found({ shown, total, text }: { shown: number; total: number; text: string }) {
  const { t } = useTranslation("customers");
  const format = useFormat();
  if (total === 0) return t("search.none", { text });
  const count = text
    ? t("search.found", { count: total, n: format.number(total) })
    : t("search.all", { count: total, n: format.number(total) });
  return shown < total ? `${count} ${t("search.shown", { n: format.number(shown) })}` : count;
}
