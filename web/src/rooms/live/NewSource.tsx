import { Button, CopyButton, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { createSource, type Source, sourcesQuery } from "../../api/live";
import dialog from "../../ui/Dialog.module.css";
import { Trouble } from "../../ui/Trouble";
import { CLIENT_NAMES, CLIENTS, type ClientName } from "./clients";
import classes from "./NewSource.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** A name makes a source; then stands what a client needs to send to it. */
export function NewSource({ opened, onClose }: Props) {
  const { t } = useTranslation("live");
  const [name, setName] = useState("");
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: createSource,
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
  const close = () => {
    making.reset();
    setName("");
    onClose();
  };
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) making.mutate(name.trim());
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={making.data ? t("made.title", { name: making.data.name }) : t("create.title")}
      size={making.data ? "lg" : "md"}
      classNames={{ title: dialog.title ?? "" }}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {making.data ? (
        <Made source={making.data} onClose={close} />
      ) : (
        <form onSubmit={make} className={dialog.fields}>
          <TextInput
            label={t("create.name")}
            description={t("create.nameHint")}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          {making.error && <Trouble error={making.error} inline />}
          <div className={dialog.actions}>
            <Button type="submit" disabled={!name.trim()} loading={making.isPending}>
              {t("create.make")}
            </Button>
            <Button variant="subtle" onClick={close}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function Made({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation("live");
  const [client, setClient] = useState<ClientName>("http");
  const text = CLIENTS[client](window.location.origin, source.write_key);
  return (
    <>
      <p className={dialog.text}>{t("made.text")}</p>
      <SegmentedControl
        className={classes.clients ?? ""}
        aria-label={t("made.clients")}
        value={client}
        onChange={(value) => setClient(value as ClientName)}
        data={CLIENT_NAMES.map((value) => ({ value, label: t(`client.${value}`) }))}
      />
      <pre className={classes.code} tabIndex={0} aria-label={t(`client.${client}`)}>
        <code>{text}</code>
      </pre>
      <div className={dialog.actions}>
        <CopyButton value={text}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? t("sources.copied") : t("made.copy")}</Button>}
        </CopyButton>
        <Button variant="subtle" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </>
  );
}
