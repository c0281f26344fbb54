import { queryOptions } from "@tanstack/react-query";
import { get, post, toApiError, Unreachable } from "./client";
import type {
  Audience,
  CustomerAnswer,
  CustomerList,
  DefinitionsAnswer,
  EvidenceAnswer,
  ImportProgress,
  ImportRow,
  MapComparison,
  MapQuestion,
  RejectedAnswer,
  Scope,
  Status,
} from "./types";

/** All that depends on the stored events; invalidated together when an import ends or is undone. */
export const DATA = "data";

export const statusQuery = queryOptions({
  queryKey: [DATA, "status"],
  queryFn: ({ signal }) => get<Status>("/status", signal),
});

export const importsQuery = queryOptions({
  queryKey: [DATA, "imports"],
  queryFn: ({ signal }) => get<{ imports: ImportRow[] }>("/imports", signal).then(({ imports }) => imports),
});

const ENDED = new Set(["done", "cancelled", "failed", "interrupted", "undone"]);
export const hasEnded = (progress: ImportProgress | undefined) => progress !== undefined && ENDED.has(progress.state);

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => get<ImportProgress>(`/imports/${encodeURIComponent(id)}`, signal),
    refetchInterval: (query) => (hasEnded(query.state.data) ? false : 400),
  });

export const rejectedQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: [DATA, "rejected", id ?? null],
    queryFn: ({ signal }) =>
      get<RejectedAnswer>(id === undefined ? "/rejected" : `/imports/${encodeURIComponent(id)}/rejected`, signal),
  });

export const customersQuery = (text: string) =>
  queryOptions({
    queryKey: [DATA, "customers", text],
    queryFn: ({ signal }) => post<CustomerList>("/customers/search", { text: text || null, limit: 50 }, signal),
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [DATA, "customer", id],
    queryFn: ({ signal }) => get<CustomerAnswer>(`/customers/${encodeURIComponent(id)}`, signal),
  });

export const mapQuery = (question: MapQuestion) =>
  queryOptions({
    queryKey: [DATA, "map", question],
    queryFn: ({ signal }) => post<MapComparison>("/map", question, signal),
  });

export const evidenceQuery = (touchpoint: string, scope: Scope) =>
  queryOptions({
    queryKey: [DATA, "evidence", touchpoint, scope],
    queryFn: ({ signal }) => post<EvidenceAnswer>("/map/evidence", { touchpoint, ...scope }, signal),
  });

export const definitionsQuery = queryOptions({
  queryKey: [DATA, "definitions"],
  queryFn: ({ signal }) => get<DefinitionsAnswer>("/definitions", signal),
});

export const audiencesQuery = queryOptions({
  queryKey: [DATA, "audiences"],
  queryFn: ({ signal }) => get<{ audiences: Audience[] }>("/audiences", signal).then(({ audiences }) => audiences),
});

/** The map as a table for a spreadsheet. */
export async function mapCsv(scope: Scope): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch("/api/export", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Footpath": "1" },
      body: JSON.stringify({ answer: "map", format: "csv", ...scope }),
    });
  } catch {
    throw new Unreachable();
  }
  if (!response.ok) throw toApiError(response.status, response.statusText, await response.text());
  return response.blob();
}
