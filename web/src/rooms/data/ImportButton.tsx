import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Preview, Role } from "../../api/types";
import { useFormat } from "../../ui/format";
import classes from "./ImportButton.module.css";

interface Props {
  preview: Preview;
  missing: Role[];
  unanswered: boolean;
  pending: boolean;
  onImport: () => void;
  onBack: () => void;
  onSave: () => void;
}

/** Starts the import; while something is still open, the button itself says what. */
export function ImportButton({ preview, missing, unanswered, pending, onImport, onBack, onSave }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { rows, rows_exact } = preview;
  const first = missing[0];
  const blocked = first
    ? t("go.missing", { role: t(`roleIn.${first as "customer" | "time" | "event"}`) })
    : unanswered
      ? t("go.unanswered")
      : null;
  const ready =
    rows === null
      ? t("go.import")
      : t(rows_exact ? "go.importRows" : "go.importAbout", { count: rows, n: format.number(rows) });
  return (
    <div className={classes.go}>
      <Button size="md" disabled={blocked !== null} loading={pending} onClick={onImport}>
        {blocked ?? ready}
      </Button>
      <Button size="md" variant="default" disabled={blocked !== null} onClick={onSave} title={t("recipe.saveHint")}>
        {t("recipe.save")}
      </Button>
      <Button size="md" variant="subtle" onClick={onBack}>
        {t("go.back")}
      </Button>
      <span>{t("go.undoable")}</span>
    </div>
  );
}
