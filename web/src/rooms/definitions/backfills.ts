import { queryOptions } from "@tanstack/react-query";
import { get, post } from "../../api/client";
import type { Said } from "../../api/types";

/** A property on its way to be a column, for past events too. */
export interface Backfill {
  backfill: string;
  property: string;
  state: "waiting" | "running" | "done" | "cancelled" | "failed";
  /** Events read and written, of twice as many as there are. */
  done: number;
  total: number;
  /** Different values, once done. */
  values: number | null;
  error: string | null;
  said?: Said;
}

export const isAlive = ({ state }: Backfill) => state === "waiting" || state === "running";

/** Back-fills since the server runs, the newest first. */
export const backfillsQuery = queryOptions({
  queryKey: ["backfills"],
  queryFn: ({ signal }) => get<{ backfills: Backfill[] }>("/backfills", signal).then(({ backfills }) => backfills),
  refetchInterval: (query) => (query.state.data?.some(isAlive) ? 300 : false),
});

export const startBackfill = (property: string) => post<Backfill>("/backfills", { property });

export const cancelBackfill = (backfill: string) => post<Backfill>(`/backfills/${encodeURIComponent(backfill)}/cancel`);
