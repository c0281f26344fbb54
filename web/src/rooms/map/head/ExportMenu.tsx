import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { mapCsv } from "../../../api/queries";
import type { MapComparison, MapQuestion } from "../../../api/types";
import { download } from "../../../ui/download";
import acts from "../../../ui/edits/Acts.module.css";
import { Icon } from "../../../ui/Icon";
import { Trouble } from "../../../ui/Trouble";
import { useSaid } from "../../../ui/useSaid";
import { exportPng, exportSvg } from "../../../views/journey";
import classes from "./ExportMenu.module.css";

const FORMATS = ["svg", "png", "csv", "json"] as const;
type FileFormat = (typeof FORMATS)[number];

/** The map as a file: the picture as it is drawn, or its figures. */
export function ExportMenu({ shown, question }: { shown: MapComparison; question: MapQuestion }) {
  const { t } = useTranslation("map");
  const say = useSaid();
  const footer = say(shown.answer.definition, shown.answer.said);
  const file = async (format: FileFormat): Promise<Blob> => {
    if (format === "svg") return new Blob([await exportSvg(footer)], { type: "image/svg+xml" });
    if (format === "png") return exportPng(footer);
    if (format === "json") return new Blob([JSON.stringify(shown.answer, null, 2)], { type: "application/json" });
    const { compare: _, ...scope } = question;
    return mapCsv(scope);
  };
  const save = useMutation({
    mutationFn: async (format: FileFormat) =>
      download(await file(format), shown.answer.title || "footpath-map", format),
  });
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="subtle"
            aria-label={t("export.menu")}
            leftSection={<Icon name="export" size={18} />}
            loading={save.isPending}
            classNames={{ root: acts.compact ?? "", section: acts.only ?? "" }}
          >
            <span className={acts.wide}>{t("export.menu")}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} onClick={() => save.mutate(format)}>
              {t(`export.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {save.error && (
        <div className={classes.fault}>
          <Trouble error={save.error} inline />
        </div>
      )}
    </div>
  );
}
