import { Popover, Tooltip } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import acts from "./Acts.module.css";
import classes from "./History.module.css";
import type { Edits } from "./useEdits";
import { Versions } from "./Versions";

/** Every version of the definitions, and the way back to each. */
export function HistoryButton({ edits, timezone }: { edits: Edits; timezone: string }) {
  const { t } = useTranslation("map");
  const [opened, setOpened] = useState(false);
  const toggle = () => {
    edits.forget();
    setOpened(!opened);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={400}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Tooltip label={t("history.title")} disabled={opened}>
          <button
            type="button"
            className={acts.step}
            aria-label={t("history.title")}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={toggle}
          >
            <Icon name="clock" />
          </button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} role="dialog" aria-label={t("history.title")}>
        <div className={classes.head}>
          <h2>{t("history.title")}</h2>
          <button type="button" className={acts.step} aria-label={t("dialog.close")} onClick={toggle}>
            <Icon name="close" size={18} />
          </button>
        </div>
        <Versions edits={edits} timezone={timezone} />
      </Popover.Dropdown>
    </Popover>
  );
}
