import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Behind, type ExploreScope, type Parameters, saveAudience } from "../../api/explore";
import { audiencesQuery } from "../../api/queries";
import { Trouble } from "../../ui/Trouble";
import classes from "./SaveAudience.module.css";

interface Props {
  name: string;
  question: ExploreScope & Parameters;
  behind: Behind;
  onAudience: (audience: number) => void;
}

/** Keeps those behind a number under a name, and asks about them alone. */
export function SaveAudience({ name, question, behind, onAudience }: Props) {
  const { t } = useTranslation("explore");
  const queries = useQueryClient();
  const [called, setCalled] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (text: string) => saveAudience(name, question, behind, text),
    onSuccess: () => void queries.invalidateQueries({ queryKey: audiencesQuery.queryKey }),
  });
  if (save.data !== undefined)
    return (
      <p role="status" className={classes.saved}>
        {t("room.save.done", { name: called ?? "" })}{" "}
        <button type="button" onClick={() => onAudience(Number(save.data))}>
          {t("room.save.ask")}
        </button>
      </p>
    );
  if (called === null)
    return (
      <Button variant="default" size="compact-md" onClick={() => setCalled("")}>
        {t("room.save.open")}
      </Button>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(called.trim());
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        label={t("room.save.name")}
        value={called}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setCalled(event.currentTarget.value)}
        ref={(field) => {
          if (field && called === "") field.focus();
        }}
      />
      <Button type="submit" disabled={!called.trim()} loading={save.isPending}>
        {t("room.save.save")}
      </Button>
      {save.error && <Trouble error={save.error} inline />}
    </form>
  );
}
