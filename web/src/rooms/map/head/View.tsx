import { Button, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../../../ui/edits/Acts.module.css";
import { Icon } from "../../../ui/Icon";
import type { HeadProps } from "../MapHead";

/** How the map is shown, and the proposals that wait to be accepted. */
export function View({ shown, search, edits, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const touchpoints = shown.answer.stages.flatMap((stage) => stage.touchpoints);
  const proposed = touchpoints.filter(({ origin }) => origin === "proposed").length;
  return (
    <div className={classes.acts}>
      {proposed > 0 && (
        <Button size="compact-md" onClick={() => edits.pending || edits.edit({ do: "accept" })}>
          {t("acceptAll", { n: proposed })}
        </Button>
      )}
      <SegmentedControl
        size="xs"
        aria-label={t("mode.label")}
        value={search.mode ?? "fit"}
        data={[
          { value: "fit", label: t("mode.fit") },
          { value: "read", label: t("mode.read") },
        ]}
        onChange={(mode) => onChange({ mode: mode === "read" ? "read" : undefined })}
        classNames={{ root: classes.switch ?? "", indicator: classes.indicator ?? "", label: classes.label ?? "" }}
      />
      <Button
        variant="subtle"
        size="compact-md"
        aria-pressed={search.table === true}
        className={search.table ? (classes.pressed ?? "") : ""}
        leftSection={<Icon name="table" size={16} />}
        onClick={() => onChange({ table: search.table ? undefined : true })}
      >
        {t("table.show")}
      </Button>
    </div>
  );
}
