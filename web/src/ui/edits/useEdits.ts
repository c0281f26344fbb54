import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { post, put } from "../../api/client";
import { CUSTOMERS_AT, DATA, definitionsQuery } from "../../api/queries";
import type { Definitions, DefinitionsAnswer, EditOp } from "../../api/types";
import { type Said, saidOf } from "./said";

interface Step {
  path: "edit" | "undo" | "redo" | "propose" | "restore" | "yaml";
  body?: { op: EditOp; why?: string } | { version: number } | { yaml: string; why: string };
  said: Said;
}

export interface Edits {
  /** Makes an edit; `why` is a note for the history. */
  edit: (op: EditOp, done?: () => void, why?: string) => void;
  undo: () => void;
  redo: () => void;
  propose: () => void;
  /** Goes back to a version, as a new one. */
  restore: (version: number) => void;
  /** Takes definitions from YAML. */
  take: (yaml: string, why: string, done: () => void) => void;
  pending: boolean;
  error: Error | null;
  /** What was done last, and which announcement it is, so that the same words can be said twice. */
  said: { what: Said; turn: number } | null;
  /** Puts a refusal away. */
  forget: () => void;
}

const plain = (key: "undo" | "redo" | "propose" | "restore" | "imported"): Said => ({
  key,
  values: { name: "", target: "" },
});

/** Edits of the definitions, one after the other; after each, all that depends on them is asked anew. */
export function useEdits(definitions: Definitions | undefined): Edits {
  const queries = useQueryClient();
  const [said, setSaid] = useState<Edits["said"]>(null);
  const step = useMutation({
    scope: { id: "definitions" },
    mutationFn: ({ path, body }: Step) =>
      path === "yaml"
        ? put<DefinitionsAnswer>("/definitions/yaml", JSON.stringify(body), "application/json")
        : post<DefinitionsAnswer>(`/definitions/${path}`, body),
    onSuccess: async (answer, { said: what }) => {
      queries.setQueryData(definitionsQuery.queryKey, answer);
      setSaid((before) => ({ what, turn: (before?.turn ?? 0) + 1 }));
      // A question about a place that the edit took off the map would only be refused.
      const places = new Set([...answer.definitions.stages, ...answer.definitions.touchpoints].map(({ id }) => id));
      await queries.invalidateQueries({
        queryKey: [DATA],
        predicate: ({ queryKey: [, what, place] }) => what !== CUSTOMERS_AT || places.has(place as string),
      });
    },
  });
  const names = new Map(
    [...(definitions?.stages ?? []), ...(definitions?.touchpoints ?? [])].map((x) => [x.id, x.name]),
  );
  const named = (id: string) => names.get(id) ?? id;
  return {
    edit: (op, done, why) =>
      step.mutate(
        { path: "edit", body: why ? { op, why } : { op }, said: saidOf(op, named) },
        { onSuccess: () => done?.() },
      ),
    take: (yaml, why, done) =>
      step.mutate({ path: "yaml", body: { yaml, why }, said: plain("imported") }, { onSuccess: done }),
    undo: () => step.mutate({ path: "undo", said: plain("undo") }),
    redo: () => step.mutate({ path: "redo", said: plain("redo") }),
    propose: () => step.mutate({ path: "propose", said: plain("propose") }),
    restore: (version) => step.mutate({ path: "restore", body: { version }, said: plain("restore") }),
    pending: step.isPending,
    error: step.error,
    said,
    forget: step.reset,
  };
}
