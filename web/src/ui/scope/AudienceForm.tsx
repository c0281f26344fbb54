import { Button, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, post, put, Unreachable } from "../../api/client";
import { countQuery, DATA } from "../../api/queries";
import type { Audience, Counted } from "../../api/types";
import classes from "../Dialog.module.css";
import { useFormat } from "../format";
import { useSaid } from "../useSaid";
import { DeleteAudience } from "./DeleteAudience";

interface Props {
  /** Null for a new one. */
  audience: Audience | null;
  onClose: () => void;
  onSaved: (id: string) => void;
  onDeleted: (id: string) => void;
}

const EXAMPLE = 'country in (PL, RO) and did "Order Completed" >= 2 within 30d';
const TYPING_MS = 500;

/** Name and rule, with the customers it holds. Where the rule cannot be read, the server marks the place. */
export function AudienceForm({ audience, onClose, onSaved, onDeleted }: Props) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation("common");
  const say = useSaid();
  const queries = useQueryClient();
  const [name, setName] = useState(audience?.name ?? "");
  const [rule, setRule] = useState(audience?.rule ?? "");
  const [asked] = useDebouncedValue(rule.trim(), TYPING_MS);
  const count = useQuery({ ...countQuery(asked), enabled: asked !== "" });
  const body = { name: name.trim(), rule: rule.trim() };
  const save = useMutation({
    mutationFn: () =>
      audience
        ? put<{ id: string }>(`/audiences/${audience.id}`, JSON.stringify(body), "application/json")
        : post<{ id: string }>("/audiences", body),
    onSuccess: ({ id }) => {
      onSaved(id);
      onClose();
      // The rule is no part of a map's question: every map of this audience is asked anew.
      void queries.invalidateQueries({ queryKey: [DATA] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const settled = asked === rule.trim();
  const error = save.error ?? (settled ? count.error : null);
  const refusal = error instanceof ApiError ? error : null;
  const sentence =
    error instanceof Unreachable ? common("trouble.unreachable") : error && say(error.message, refusal?.said);
  const place = refusal?.where;
  return (
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
        classNames={{ root: classes.rule ?? "", description: classes.small ?? "", error: classes.small ?? "" }}
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
      <p className={classes.count} role="status">
        {!error && <Count counted={settled ? count.data : undefined} asking={rule.trim() !== ""} />}
      </p>
      <div className={classes.actions}>
        <Button type="submit" disabled={!body.name || !body.rule} loading={save.isPending}>
          {t("audience.save")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("dialog.cancel")}
        </Button>
        {audience && (
          <DeleteAudience
            audience={audience}
            onDeleted={() => {
              onDeleted(audience.id);
              onClose();
            }}
          />
        )}
      </div>
    </form>
  );
}

/** How many customers the rule holds; the place is kept while it is counted. */
function Count({ counted, asking }: { counted: Counted | undefined; asking: boolean }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  if (!counted) return asking ? t("audience.counting") : t("audience.countHint");
  const { customers, of } = counted;
  if (customers === 0) return t("audience.countNone");
  const share = customers / Math.max(1, of);
  return (
    <>
      <b>{format.number(customers)}</b>{" "}
      {t("audience.count", {
        count: of,
        of: format.number(of),
        share: format.percent(share, share < 0.1 ? 1 : 0),
      })}
    </>
  );
}
