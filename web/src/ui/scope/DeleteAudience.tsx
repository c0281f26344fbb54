import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { del } from "../../api/client";
import { audiencesQuery } from "../../api/queries";
import type { Audience } from "../../api/types";
import classes from "../Dialog.module.css";
import { Trouble } from "../Trouble";

/** Deletes an audience after a question; no edit of the map brings it back. */
export function DeleteAudience({ audience, onDeleted }: { audience: Audience; onDeleted: () => void }) {
  const { t } = useTranslation("map");
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => del(`/audiences/${audience.id}`),
    onSuccess: () => {
      onDeleted();
      void queries.invalidateQueries({ queryKey: audiencesQuery.queryKey });
    },
  });
  if (!asking)
    return (
      <Button variant="subtle" className={classes.apart ?? ""} onClick={() => setAsking(true)}>
        {t("audience.delete")}
      </Button>
    );
  return (
    <div className={classes.question} role="group" aria-label={t("audience.delete")}>
      <p>{t("audience.deleteAsk", { name: audience.name })}</p>
      {remove.error && <Trouble error={remove.error} inline />}
      <Button variant="default" size="compact-md" autoFocus loading={remove.isPending} onClick={() => remove.mutate()}>
        {t("audience.delete")}
      </Button>
      <Button variant="subtle" size="compact-md" onClick={() => setAsking(false)}>
        {t("audience.keep")}
      </Button>
    </div>
  );
}
