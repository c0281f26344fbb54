import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../Dialog.module.css";

export interface Days {
  from: string;
  to: string;
}

interface Props {
  days: Days;
  /** The first and last day with data. */
  whole: Days;
  onDays: (days: Days) => void;
}

export const inOrder = ({ from, to }: Days) => !from || !to || from <= to;

/** The first and the last day of a period, both included; an empty one leaves its side open. */
export function DayFields({ days, whole, onDays }: Props) {
  const { t } = useTranslation("map");
  return (
    <div className={classes.days}>
      <TextInput
        type="date"
        label={t("period.from")}
        value={days.from}
        min={whole.from}
        max={whole.to}
        onChange={(event) => onDays({ ...days, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("period.to")}
        value={days.to}
        min={whole.from}
        max={whole.to}
        classNames={{ error: classes.small ?? "" }}
        error={inOrder(days) ? undefined : t("period.disorder")}
        onChange={(event) => onDays({ ...days, to: event.currentTarget.value })}
      />
    </div>
  );
}
