import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { TABLE_FORMATS, type TableFormat } from "../../api/explore";
import { sqlFile } from "../../api/sql";
import { download } from "../../ui/download";
import { Icon } from "../../ui/Icon";
import { Trouble } from "../../ui/Trouble";
import classes from "./ExportMenu.module.css";

/** All rows of the answer as a file; the question is asked anew for it. */
export function ExportMenu({ query }: { query: string }) {
  const { t } = useTranslation("sql");
  const leaving = useRef<AbortController | null>(null);
  const save = useMutation({
    mutationFn: async (format: TableFormat) => {
      leaving.current = new AbortController();
      download(await sqlFile(query, format, leaving.current.signal), "footpath-sql", format);
    },
  });
  useEffect(() => () => leaving.current?.abort(), []);
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="subtle" leftSection={<Icon name="export" size={18} />} loading={save.isPending}>
            {t("export.menu")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {TABLE_FORMATS.map((format) => (
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
