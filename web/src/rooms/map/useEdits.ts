import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { post } from "../../api/client";
import { DATA, definitionsQuery } from "../../api/queries";
import type { Definitions, DefinitionsAnswer, EditOp } from "../../api/types";
import { type Said, saidOf } from "./said";

interface Step {
  path: "edit" | "undo" | "redo" | "propose";
  op?: EditOp;
  said: Said;
}

export interface Edits {
  edit: (op: EditOp, done?: () => void) => void;
  undo: () => void;
  redo: () => void;
  propose: () => void;
  pending: boolean;
  error: Error | null;
  /** What was done last, and which announcement it is, so that the same words can be said twice. */
  said: { what: Said; turn: number } | null;
  /** Puts a refusal away. */
  forget: () => void;
}

const plain = (key: "undo" | "redo" | "propose"): Said => ({ key, values: { name: "", target: "" } });

/** Edits of the definitions, one after the other; after each, all that depends on them is asked anew. */
export function useEdits(definitions: Definitions | undefined): Edits {
  const queries = useQueryClient();
  const [said, setSaid] = useState<Edits["said"]>(null);
  const step = useMutation({
    scope: { id: "definitions" },
    mutationFn: ({ path, op }: Step) => post<DefinitionsAnswer>(`/definitions/${path}`, op ? { op } : {}),
    onSuccess: async (answer, { said: what }) => {
      queries.setQueryData(definitionsQuery.queryKey, answer);
      setSaid((before) => ({ what, turn: (before?.turn ?? 0) + 1 }));
      await queries.invalidateQueries({ queryKey: [DATA] });
    },
  });
  const names = new Map(
    [...(definitions?.stages ?? []), ...(definitions?.touchpoints ?? [])].map((x) => [x.id, x.name]),
  );
  const named = (id: string) => names.get(id) ?? id;
  return {
    edit: (op, done) => step.mutate({ path: "edit", op, said: saidOf(op, named) }, { onSuccess: () => done?.() }),
    undo: () => step.mutate({ path: "undo", said: plain("undo") }),
    redo: () => step.mutate({ path: "redo", said: plain("redo") }),
    propose: () => step.mutate({ path: "propose", said: plain("propose") }),
    pending: step.isPending,
    error: step.error,
    said,
    forget: step.reset,
  };
}
