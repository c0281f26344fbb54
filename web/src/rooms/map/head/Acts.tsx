import { Button, SegmentedControl, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/Icon";
import type { HeadProps } from "../MapHead";
import classes from "./Acts.module.css";
import { CompareSwitch } from "./CompareSwitch";
import { ExportMenu } from "./ExportMenu";
import { StageMenu } from "./StageMenu";

/** What can be done with the map as a whole. */
export function Acts({ shown, question, definitions, status, search, edits, onChange }: HeadProps) {
  const { t } = useTranslation("map");
  const touchpoints = shown.answer.stages.flatMap((stage) => stage.touchpoints);
  const proposed = touchpoints.filter(({ origin }) => origin === "proposed").length;
  return (
    <div className={classes.acts}>
      <div className={classes.row}>
        <CompareSwitch status={status} search={search} onChange={onChange} />
        <Step name="undo" disabled={!definitions?.can_undo || edits.pending} onClick={edits.undo} />
        <Step name="redo" disabled={!definitions?.can_redo || edits.pending} onClick={edits.redo} />
        {definitions && <StageMenu definitions={definitions} edits={edits} />}
        <ExportMenu shown={shown} question={question} />
      </div>
      <div className={classes.row}>
        {proposed > 0 && (
          <Button size="compact-md" loading={edits.pending} onClick={() => edits.edit({ do: "accept" })}>
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
    </div>
  );
}

function Step({ name, disabled, onClick }: { name: "undo" | "redo"; disabled: boolean; onClick: () => void }) {
  const { t } = useTranslation("map");
  return (
    <Tooltip label={t(`${name}Hint`)}>
      <button
        type="button"
        className={classes.step}
        aria-label={t(name)}
        aria-disabled={disabled}
        onClick={disabled ? undefined : onClick}
      >
        <Icon name="undo" className={name === "redo" ? classes.mirrored : undefined} />
      </button>
    </Tooltip>
  );
}
