import { queryOptions } from "@tanstack/react-query";
import { get, post } from "./client";

export interface SourceSettings {
  origins: string[];
  batch_bytes: number;
  batch_events: number;
  events_per_second: number | null;
  channel: string | null;
  addresses: "shortened" | "none";
  paused: boolean;
}

/** What clients send to with a write key. */
export interface Source {
  id: number;
  name: string;
  write_key: string;
  settings: SourceSettings;
  events: number;
  rejected: number;
  skipped: number;
  at: string;
}

/** An event that came in; `customer` is an internal id, `key` what it came with. */
export interface Arrived {
  arrival: number;
  received: string;
  time: string;
  name: string;
  channel: string | null;
  surface: string | null;
  actor: string | null;
  value: number | null;
  customer: string;
  key: string;
  source: number;
  properties: Record<string, unknown>;
}

export interface Arrivals {
  arrival: number;
  passed_over: number;
  events: Arrived[];
}

export const STREAM = "/api/live/stream";
const SOURCES = ["sources"];

export const sourcesQuery = queryOptions({
  queryKey: SOURCES,
  queryFn: ({ signal }) => get<{ sources: Source[] }>("/sources", signal).then(({ sources }) => sources),
  refetchInterval: 2000,
});

export interface SourceChange {
  name?: string;
  settings?: Partial<SourceSettings>;
  renew_key?: boolean;
}

export const createSource = (name: string) => post<Source>("/sources", { name });
export const changeSource = (id: number, change: SourceChange) => post<Source>(`/sources/${id}`, change);
