import { Button, NativeSelect, Popover, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../api/queries";
import type { Status } from "../../api/types";
import dialog from "../Dialog.module.css";
import acts from "../edits/Acts.module.css";
import { DayFields, inOrder } from "./DayFields";
import { wholeOf } from "./PeriodPicker";
import { isComparing, type ScopeChange, type ScopeSearch } from "./search";

interface Props {
  status: Status;
  search: ScopeSearch;
  onChange: ScopeChange;
}

/** An answer as it is, or beside that of another audience or another time. */
export function CompareSwitch({ status, search, onChange }: Props) {
  const { t } = useTranslation("map");
  const [opened, setOpened] = useState(false);
  const comparing = isComparing(search);
  const leave = () => {
    setOpened(false);
    onChange({ ca: undefined, cfrom: undefined, cto: undefined });
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <div>
          <SegmentedControl
            aria-label={t("compare.label")}
            size="sm"
            value={comparing || opened ? "compare" : "as-is"}
            data={[
              { value: "as-is", label: t("compare.asIs") },
              { value: "compare", label: <span onPointerUp={() => setOpened(true)}>{t("compare.compare")}</span> },
            ]}
            onChange={(choice) => (choice === "compare" ? setOpened(true) : leave())}
            classNames={{
              root: acts.switch ?? "",
              indicator: acts.indicator ?? "",
              label: `${acts.label} ${acts.tight}`,
            }}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("compare.title")}>
        <CompareForm
          status={status}
          search={search}
          onCompare={(patch) => {
            setOpened(false);
            onChange(patch);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormProps {
  status: Status;
  search: ScopeSearch;
  onCompare: (patch: Pick<ScopeSearch, "ca"> & { cfrom: string | undefined; cto: string | undefined }) => void;
}

function CompareForm({ status, search, onCompare }: FormProps) {
  const { t } = useTranslation("map");
  const audiences = useQuery(audiencesQuery);
  const whole = wholeOf(status);
  const [audience, setAudience] = useState(String(search.ca ?? search.a ?? 0));
  const [days, setDays] = useState({ from: search.cfrom ?? whole.from, to: search.cto ?? whole.to });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCompare({
      ca: Number(audience),
      cfrom: days.from && days.from !== whole.from ? days.from : undefined,
      cto: days.to && days.to !== whole.to ? days.to : undefined,
    });
  };
  return (
    <form onSubmit={submit} className={dialog.fields}>
      <p className={dialog.text}>{t("compare.text")}</p>
      <NativeSelect
        label={t("compare.audience")}
        value={audience}
        onChange={(event) => setAudience(event.currentTarget.value)}
        data={[
          { value: "0", label: t("audience.everybody") },
          ...(audiences.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <DayFields days={days} whole={whole} onDays={setDays} />
      <div>
        <Button type="submit" disabled={!inOrder(days)}>
          {t("compare.show")}
        </Button>
      </div>
    </form>
  );
}
