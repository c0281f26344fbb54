import { Button, Popover } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer, Status } from "../../../api/types";
import dialog from "../../../ui/Dialog.module.css";
import { useFormat } from "../../../ui/format";
import type { Change } from "../MapHead";
import type { MapSearch } from "../search";
import { dayIn } from "../zone";
import { DayFields, inOrder } from "./DayFields";
import classes from "./Facts.module.css";

interface Props {
  answer: MapAnswer;
  status: Status;
  search: MapSearch;
  onChange: Change;
}

/** The first and last day with data in the workspace's zone. */
export function wholeOf({ oldest, newest, timezone }: Status) {
  return { from: oldest ? dayIn(oldest, timezone) : "", to: newest ? dayIn(newest, timezone) : "" };
}

/** When: the whole data, or the days between two dates. */
export function PeriodPicker({ answer, status, search, onChange }: Props) {
  const { t } = useTranslation("map");
  const format = useFormat(status.timezone);
  const [opened, setOpened] = useState(false);
  const whole = wholeOf(status);
  const [days, setDays] = useState(whole);
  const { from, to } = answer.period;
  // The end is exclusive; the last day is the one of the moment before it.
  const range = format.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
  const open = (next: boolean) => {
    if (next) setDays({ from: search.from ?? whole.from, to: search.to ?? whole.to });
    setOpened(next);
  };
  const choose = (period: { from?: string | undefined; to?: string | undefined }) => {
    onChange({ from: period.from || undefined, to: period.to || undefined });
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
