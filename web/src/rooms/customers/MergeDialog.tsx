import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { merge } from "../../api/identity";
import { DATA } from "../../api/queries";
import dialog from "../../ui/Dialog.module.css";
import { Trouble } from "../../ui/Trouble";
import { After } from "./After";

interface Props {
  opened: boolean;
  one: string;
  onClose: () => void;
}

/** Says that another key is this customer's too: first what that would change, then that it does. */
export function MergeDialog({ opened, one, onClose }: Props) {
  const { t } = useTranslation("customers");
  const [other, setOther] = useState("");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const preview = useMutation({ mutationFn: (key: string) => merge(one, key, true) });
  const merging = useMutation({
    mutationFn: (key: string) => merge(one, key, false),
    onSuccess: async (told) => {
      const customer = told.customers.find(({ keys }) => keys.includes(one))?.customer;
      if (customer) await navigate({ to: "/customers/$id", params: { id: customer } });
      await queries.invalidateQueries({ queryKey: [DATA] });
      close();
    },
  });
  const close = () => {
    preview.reset();
    merging.reset();
    setOther("");
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview.data) merging.mutate(other.trim());
    else if (other.trim()) preview.mutate(other.trim());
  };
  const error = preview.error ?? merging.error;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("keys.mergeTitle", { key: one })}
      classNames={{ title: dialog.title ?? "" }}
      closeButtonProps={{ "aria-label": t("keys.cancel") }}
    >
      <form onSubmit={submit} className={dialog.fields}>
        <TextInput
          label={t("keys.other")}
          description={t("keys.otherHint")}
          value={other}
          onChange={({ currentTarget }) => {
            preview.reset();
            setOther(currentTarget.value);
          }}
          data-autofocus
        />
        {preview.data && <After told={preview.data} />}
        {error && <Trouble error={error} inline />}
        <div className={dialog.actions}>
          <Button type="submit" disabled={!other.trim()} loading={preview.isPending || merging.isPending}>
            {preview.data ? t("keys.mergeYes") : t("keys.preview")}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t("keys.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
