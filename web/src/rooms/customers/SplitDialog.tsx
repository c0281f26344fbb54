import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { split } from "../../api/identity";
import { DATA } from "../../api/queries";
import dialog from "../../ui/Dialog.module.css";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { After } from "./After";

interface Props {
  /** The key that is to go. */
  spare: string | null;
  onClose: () => void;
}

/** Takes a key out of a customer: first who there would be, then that it is so. */
export function SplitDialog({ spare, onClose }: Props) {
  const { t } = useTranslation("customers");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const preview = useQuery({
    queryKey: ["split", spare],
    queryFn: () => split(spare ?? "", true),
    enabled: spare !== null,
    retry: false,
    gcTime: 0,
  });
  const splitting = useMutation({
    mutationFn: (key: string) => split(key, false),
    onSuccess: async (told, gone) => {
      onClose();
      const stays = told.customers.find(({ keys }) => !keys.includes(gone));
      if (stays) await navigate({ to: "/customers/$id", params: { id: stays.customer } });
      await queries.invalidateQueries({ queryKey: [DATA] });
    },
  });
  return (
    <Modal
      opened={spare !== null}
      onClose={onClose}
      title={t("keys.splitTitle", { key: spare ?? "" })}
      classNames={{ title: dialog.title ?? "" }}
      closeButtonProps={{ "aria-label": t("keys.cancel") }}
    >
      {preview.error ? (
        <Trouble error={preview.error} inline />
      ) : preview.data ? (
        <After told={preview.data} />
      ) : (
        <Skeleton width="70%" height={16} />
      )}
      {splitting.error && <Trouble error={splitting.error} inline />}
      <div className={dialog.actions}>
        <Button
          disabled={!preview.data}
          loading={splitting.isPending}
          onClick={() => spare !== null && splitting.mutate(spare)}
        >
          {t("keys.splitYes")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("keys.cancel")}
        </Button>
      </div>
    </Modal>
  );
}
