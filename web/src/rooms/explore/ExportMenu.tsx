import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerFile, TABLE_FORMATS } from "../../api/explore";
import { download } from "../../ui/download";
import acts from "../../ui/edits/Acts.module.css";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import { hasPicture, pictureFile } from "../../views/pictures";
import classes from "./ExportMenu.module.css";
import type { Drawn } from "./useAnswer";

const PICTURE_FORMATS = ["svg", "png"] as const;
const FORMATS = [...PICTURE_FORMATS, ...TABLE_FORMATS];
type FileFormat = (typeof FORMATS)[number];

const isPicture = (format: FileFormat): format is "svg" | "png" =>
  (PICTURE_FORMATS as readonly string[]).includes(format);

interface Props {
  title: string;
  drawn: Drawn;
}

/** The answer as a file: its picture, its table or all its figures. */
export function ExportMenu({ title, drawn: { answer, question } }: Props) {
  const { t } = useTranslation("explore");
  const figures = useFormat(answer.period.timezone);
  const say = useSaid();
  const file = (format: FileFormat): Promise<Blob> => {
    if (!isPicture(format)) return answerFile(answer.analysis, question, format);
    const { from, to } = answer.period;
    const days = figures.dateRange(from, new Date(Date.parse(to) - 1).toISOString());
    const facts = t("room.rests", { n: figures.number(answer.n), days });
    return pictureFile(format, { title, facts, footer: say(answer.definition, answer.said) });
  };
  const save = useMutation({
    mutationFn: async (format: FileFormat) => download(await file(format), title, format),
  });
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="subtle"
            aria-label={t("room.export.menu")}
            leftSection={<Icon name="export" size={18} />}
            loading={save.isPending}
            classNames={{ root: acts.compact ?? "", section: acts.only ?? "" }}
          >
            <span className={acts.wide}>{t("room.export.menu")}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item
              key={format}
              disabled={isPicture(format) && !hasPicture(answer)}
              onClick={() => save.mutate(format)}
            >
              {t(`room.export.${format}`)}
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
