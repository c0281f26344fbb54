import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  dryReplayQuery,
  type RejectedOne,
  type Replayed,
  type ReplayQuestion,
  rejectedOneQuery,
} from "../../api/replay";
import type { RejectedRow } from "../../api/types";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import classes from "./FixForm.module.css";
import { FixOutcome } from "./FixOutcome";
import { expressionOf, firstColumn, openingOf, type Taken } from "./rule";
import { sentenceParts } from "./sentence";
import { Word } from "./Word";

interface Props {
  /** One of the rows: its import, its columns and its reason are those of the rule. */
  row: RejectedRow;
  onDone: (result: Replayed) => void;
  onClose: () => void;
}

/** A rule that mends the rows of one reason, said as a sentence; what it would bring in stands below it. */
export function FixForm({ row, onDone, onClose }: Props) {
  const { t } = useTranslation("data");
  const say = useSaid();
  const one = useQuery(rejectedOneQuery(row.id));
  return (
    <section className={classes.form} aria-label={t("fix.title")}>
      {one.error ? (
        <Trouble error={one.error} inline retry={() => void one.refetch()} />
      ) : one.data === undefined ? (
        <Skeleton width="60%" height={20} />
      ) : one.data.obstacle ? (
        <div>
          <p className={classes.obstacle}>{say(one.data.obstacle, one.data.obstacle_said)}</p>
          <Button variant="subtle" size="compact-sm" onClick={onClose}>
            {t("fix.close")}
          </Button>
        </div>
      ) : (
        <Rule one={one.data} onDone={onDone} onClose={onClose} />
      )}
    </section>
  );
}

const TEXT = "text:";
const SQL = "sql:";
const COLUMN = "column:";

function Rule({ one, onDone, onClose }: { one: RejectedOne } & Omit<Props, "row">) {
  const { t } = useTranslation("data");
  const [column, setColumn] = useState(() => firstColumn(one));
  const [taken, setTaken] = useState<Taken>({ how: "column", value: "" });
  const [settled] = useDebouncedValue(taken, 350);
  const expression = expressionOf(settled);
  const question: ReplayQuestion = { reason: one.reason, rule: expression === null ? {} : { [column]: expression } };
  const preview = useQuery({
    ...dryReplayQuery(one.import_id, question),
    enabled: expression !== null,
    placeholderData: keepPreviousData,
  });
  const stale = settled !== taken || preview.isPlaceholderData;
  const hint = (name: string) => one.cells?.find((cell) => cell.column === name)?.text ?? "";
  const columns = one.columns.map((name) => ({ name, hint: hint(name) }));
  const words = {
    column: (
      <Word
        key="column"
        label={t("fix.column")}
        chosen={[column]}
        choices={columns.map(({ name, hint }) => ({ value: name, label: name, hint }))}
        onChoose={setColumn}
      />
    ),
    value: (
      <Word
        key="value"
        label={t("fix.value")}
        chosen={taken.how === "column" ? (taken.value ? [taken.value] : []) : [t(`fix.${taken.how}`)]}
        placeholder={t("word.choose")}
        choices={[
          { value: TEXT, label: t("fix.text"), hint: t("fix.textHint") },
          { value: SQL, label: t("fix.sql"), hint: t("fix.sqlHint") },
          ...columns
            .filter(({ name }) => name !== column)
            .map(({ name, hint }) => ({ value: COLUMN + name, label: name, hint })),
        ]}
        onChoose={(choice) =>
          setTaken(
            choice === TEXT
              ? { how: "text", value: "" }
              : choice === SQL
                ? { how: "sql", value: "" }
                : { how: "column", value: choice.slice(COLUMN.length) },
          )
        }
      />
    ),
  };
  return (
    <>
      <h3 className={classes.sentence}>
        {sentenceParts(t(`fix.sentence.${openingOf(one.reason)}`)).map((part) =>
          typeof part === "string" ? part : words[part.slot as keyof typeof words],
        )}
      </h3>
      {taken.how !== "column" && (
        <TextInput
          className={classes.written}
          value={taken.value}
          onChange={(event) => setTaken({ ...taken, value: event.currentTarget.value })}
          placeholder={taken.how === "sql" ? "COALESCE(email, phone)" : undefined}
          aria-label={t(`fix.${taken.how}`)}
          maxLength={10_000}
          autoFocus
        />
      )}
      <FixOutcome
        file={one.file}
        importId={one.import_id}
        question={question}
        preview={expression === null ? undefined : preview.data}
        error={expression === null ? null : preview.error}
        waiting={expression !== null && preview.isPending}
        stale={stale}
        onDone={onDone}
        onClose={onClose}
      />
    </>
  );
}
