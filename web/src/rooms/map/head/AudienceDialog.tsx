import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, post, Unreachable } from "../../../api/client";
import { audiencesQuery } from "../../../api/queries";
import classes from "../Dialog.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  onSaved: (id: string) => void;
}

const EXAMPLE = 'country in (PL, RO) and did "Order Completed" >= 2 within 30d';

/** A new audience by rule. Where the rule cannot be read, the server's sentence marks the place under it. */
export function AudienceDialog({ opened, onClose, onSaved }: Props) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation("common");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [rule, setRule] = useState("");
  const save = useMutation({
    mutationFn: () => post<{ id: string }>("/audiences", { name: name.trim(), rule: rule.trim() }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: audiencesQuery.queryKey });
      onSaved(id);
      setName("");
      setRule("");
      onClose();
    },
  });
  const close = () => {
    save.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const { error } = save;
  const sentence = error instanceof Unreachable ? common("trouble.unreachable") : error?.message;
  const place = error instanceof ApiError ? error.where : undefined;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("audience.newTitle")}
      size={520}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form onSubmit={submit} className={classes.fields}>
        <TextInput
          label={t("audience.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          autoComplete="off"
          data-autofocus
        />
        <Textarea
          label={t("audience.rule")}
          description={t("audience.ruleHint", { example: EXAMPLE })}
          classNames={{ root: classes.rule ?? "" }}
          value={rule}
          onChange={(event) => {
            setRule(event.currentTarget.value);
            if (save.error) save.reset();
          }}
          error={
            sentence && (
              <>
                {sentence}
                {place && <code className={classes.place}>{place}</code>}
              </>
            )
          }
          rows={3}
          maxLength={10_000}
          spellCheck={false}
        />
        <div className={classes.actions}>
          <Button type="submit" disabled={!name.trim() || !rule.trim()} loading={save.isPending}>
            {t("audience.save")}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t("dialog.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
