import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client";
import classes from "../Dialog.module.css";
import { useSaid } from "../useSaid";
import type { Edits } from "./useEdits";

interface Props {
  opened: boolean;
  title: string;
  label: string;
  edits: Edits;
  onName: (name: string, done: () => void) => void;
  onClose: () => void;
}

/** Asks for the name of something new. */
export function NameDialog({ opened, title, label, edits, onName, onClose }: Props) {
  const { t } = useTranslation("map");
  const say = useSaid();
  const [name, setName] = useState("");
  const close = () => {
    setName("");
    edits.forget();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onName(name.trim(), close);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={label}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={edits.error && say(edits.error.message, edits.error instanceof ApiError ? edits.error.said : null)}
          classNames={{ error: classes.small ?? "" }}
          maxLength={200}
          autoComplete="off"
          data-autofocus
        />
        <div className={classes.actions}>
          <Button type="submit" disabled={!name.trim()} loading={edits.pending}>
            {t("dialog.add")}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t("dialog.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
