import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { del } from "../../api/client";
import { DATA } from "../../api/queries";
import type { ImportRow } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Trouble } from "../../ui/Trouble";
import classes from "./UndoDialog.module.css";

interface Props {
  row: ImportRow | null;
  onClose: () => void;
}

/** Asks before an import is deleted: nothing of it stays in the workspace, and nothing here brings it back. */
export function DeleteDialog({ row, onClose }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: (id: string) => del(`/imports/${encodeURIComponent(id)}`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [DATA] });
      onClose();
    },
  });
  const close = () => {
    deletion.reset();
    onClose();
  };
  const events = row === null || row.state === "undone" ? 0 : row.events;
  return (
    <Modal
      opened={row !== null}
      onClose={close}
      title={t("delete.title", { name: row?.name ?? "" })}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": t("delete.keep") }}
    >
      <p className={classes.text}>
        {events === 0 ? t("delete.nothing") : t("delete.text", { count: events, n: format.number(events) })}
      </p>
      {deletion.error && <Trouble error={deletion.error} inline />}
      <div className={classes.actions}>
        <Button loading={deletion.isPending} onClick={() => row && deletion.mutate(row.id)}>
          {t("delete.confirm")}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t("delete.keep")}
        </Button>
      </div>
    </Modal>
  );
}
