import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client";
import { DATA } from "../../api/queries";
import type { ImportRow } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Trouble } from "../../ui/Trouble";
import classes from "./UndoDialog.module.css";

interface Props {
  row: ImportRow | null;
  onClose: () => void;
}

/** Asks before an import is undone: it changes every figure of the workspace. */
export function UndoDialog({ row, onClose }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: (id: string) => post(`/imports/${encodeURIComponent(id)}/undo`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [DATA] });
      onClose();
    },
  });
  const close = () => {
    undo.reset();
    onClose();
  };
  return (
    <Modal
      opened={row !== null}
      onClose={close}
      title={t("undo.title", { name: row?.name ?? "" })}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": t("undo.keep") }}
    >
      <p className={classes.text}>{t("undo.text", { count: row?.events ?? 0, n: format.number(row?.events ?? 0) })}</p>
      {undo.error && <Trouble error={undo.error} inline />}
      <div className={classes.actions}>
        <Button loading={undo.isPending} onClick={() => row && undo.mutate(row.id)}>
          {t("undo.confirm")}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t("undo.keep")}
        </Button>
      </div>
    </Modal>
  );
}
