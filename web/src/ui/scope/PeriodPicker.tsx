import { Button, Popover } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Period, Status } from "../../api/types";
import dialog from "../Dialog.module.css";
import { useFormat } from "../format";
import { DayFields, inOrder } from "./DayFields";
import classes from "./Facts.module.css";
import type { ScopeChange, ScopeSearch } from "./search";
import { dayIn } from "./zone";

interface Props {
  /** Of the answer that is shown; none while there is none. */
  period: Period | undefined;
  status: Status;
  search: ScopeSearch;
  onChange: ScopeChange;
}

/** The first and last day with data in the workspace's zone. */
export function wholeOf({ oldest, newest, timezone }: Status) {
  return { from: oldest ? dayIn(oldest, timezone) : "", to: newest ? dayIn(newest, timezone) : "" };
}

/** When: the whole data, or the days between two dates. */
export function PeriodPicker({ period, status, search, onChange }: Props) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const [opened, setOpened] = useState(false);
  const whole = wholeOf(status);
  const [days, setDays] = useState(whole);
  // The end is exclusive; the last day is the one of the moment before it.
  const range = period
    ? format.dateRange(period.from, new Date(Date.parse(period.to) - 1).toISOString())
    : search.from || search.to
      ? "…"
      : t("period.whole");
  const open = (next: boolean) => {
    if (next) setDays({ from: search.from ?? whole.from, to: search.to ?? whole.to });
    setOpened(next);
  };
  const choose = (chosen: { from?: string | undefined; to?: string | undefined }) => {
    onChange({ from: chosen.from || undefined, to: chosen.to || undefined });
    setOpened(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose({
      from: days.from === whole.from ? undefined : days.from,
      to: days.to === whole.to ? undefined : days.to,
    });
  };
  return (
    <Popover opened={opened} onChange={open} position="bottom-start" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.word} onClick={() => open(!opened)}>
          {t("period.label")} <b>{range}</b>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("period.title")}>
        <form onSubmit={submit}>
          <DayFields days={days} whole={whole} onDays={setDays} />
          <div className={dialog.actions}>
            <Button type="submit" disabled={!inOrder(days)}>
              {t("period.show")}
            </Button>
            <Button variant="subtle" onClick={() => choose({})}>
              {t("period.whole")}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
