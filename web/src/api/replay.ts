import { queryOptions } from "@tanstack/react-query";
import { get, post } from "./client";
import type { PreviewEvent, RejectedRow, RejectedSample, Said } from "./types";

/** One rejected row, how its file was read, and what hinders reading it again. */
export interface RejectedOne extends RejectedRow {
  /** The column of which the reason speaks. */
  column: string | null;
  columns: string[];
  /** Tables that the recipe joins: a replay needs their files. */
  joins: string[];
  recipe: string | null;
  obstacle: string | null;
  obstacle_said: Said;
}

/** Which rows are read again, and what a column is in them: an SQL expression over the columns of the row. */
export interface ReplayQuestion {
  reason: string;
  rule: Record<string, string>;
}

export interface Replayed {
  rows: number;
  fixed: number;
  events: number;
  skipped: number;
  left: { reason: string; n: number; sentence: string; said?: Said }[];
  shown: PreviewEvent[];
}

export interface Replay {
  replay: string | null;
  import_id: string;
  state: "waiting" | "running" | "done" | "cancelled" | "failed";
  rows: number;
  total: number;
  result: Replayed | null;
  error: string | null;
  said?: Said;
}

// Neither depends on DATA: what a replay has brought in is no longer among the rejected rows, and is not asked for again.

export const rejectedOneQuery = (row: string) =>
  queryOptions({
    queryKey: ["rejectedOne", row],
    queryFn: ({ signal }) => get<RejectedOne>(`/rejected/${encodeURIComponent(row)}`, signal),
  });

const path = (id: string) => `/imports/${encodeURIComponent(id)}/replay`;

/** What a replay would bring. */
export const dryReplayQuery = (id: string, question: ReplayQuestion) =>
  queryOptions({
    queryKey: ["dryReplay", id, question],
    gcTime: 0,
    queryFn: ({ signal }) =>
      post<Replay>(path(id), { ...question, dry: true }, signal).then(({ result }) => result as Replayed),
    retry: false,
  });

export const startReplay = (id: string, question: ReplayQuestion) => post<Replay>(path(id), question);

export const hasReplayEnded = (replay: Replay | undefined) =>
  replay !== undefined && replay.state !== "waiting" && replay.state !== "running";

export const replayQuery = (replay: string | null) =>
  queryOptions({
    queryKey: ["replay", replay],
    queryFn: ({ signal }) => get<Replay>(`/replays/${encodeURIComponent(replay ?? "")}`, signal),
    enabled: replay !== null,
    refetchInterval: (query) => (hasReplayEnded(query.state.data) ? false : 300),
  });

export const cancelReplay = (replay: string) => post(`/replays/${encodeURIComponent(replay)}/cancel`);

/** What an import by a recipe would do. */
export interface RecipePreview {
  recipe: string;
  tables: {
    table: string;
    files: string[];
    columns: string[];
    rejected_in_sample: number;
    rejected_sample: RejectedSample[];
  }[];
  rules: { from: string; event: string; n: number; events: PreviewEvent[] }[];
}
