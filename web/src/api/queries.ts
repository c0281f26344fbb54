import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { get, post, toApiError, Unreachable } from "./client";
import type {
  Audience,
  Counted,
  CustomerAnswer,
  CustomerList,
  CustomersAt,
  DefinitionsAnswer,
  ImportProgress,
  ImportRow,
  MapComparison,
  MapQuestion,
  RejectedAnswer,
  Scope,
  Status,
  Version,
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

const rejectedPath = (id: string | undefined, asked: Record<string, string | number>) =>
  `${id === undefined ? "" : `/imports/${encodeURIComponent(id)}`}/rejected?${new URLSearchParams(
    Object.entries(asked).map(([name, value]) => [name, String(value)]),
  )}`;

/** How many rows stayed out, by reason. */
export const rejectedQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: [DATA, "rejected", id ?? null],
    queryFn: ({ signal }) => get<RejectedAnswer>(rejectedPath(id, { limit: 0 }), signal),
  });

const PAGE = 50;

/** The next place of a list that is read page by page; undefined at its end. */
const following = (page: { rows: unknown[] }, before: number) =>
  page.rows.length < PAGE ? undefined : before + page.rows.length;

/** The rows that stayed out for one reason. */
export const rejectedPages = (id: string | undefined, reason: string) =>
  infiniteQueryOptions({
    queryKey: [DATA, "rejected", id ?? null, reason],
    queryFn: ({ pageParam: offset, signal }) =>
      get<RejectedAnswer>(rejectedPath(id, { reason, limit: PAGE, offset }), signal),
    initialPageParam: 0,
    getNextPageParam: (page, _, before) => following(page, before),
  });

export const customersPages = (text: string) =>
  infiniteQueryOptions({
    queryKey: [DATA, "customers", text],
    queryFn: ({ pageParam: offset, signal }) =>
      post<CustomerList>("/customers/search", { text: text || null, limit: PAGE, offset }, signal),
    initialPageParam: 0,
    getNextPageParam: (page, _, before) => following(page, before),
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [DATA, "customer", id],
    queryFn: ({ signal }) => get<CustomerAnswer>(`/customers/${encodeURIComponent(id)}`, signal),
  });

/** Every map, whatever it is asked. */
export const MAPS = [DATA, "map"];

export const mapQuery = (question: MapQuestion) =>
  queryOptions({
    queryKey: [...MAPS, question],
    queryFn: ({ signal }) => post<MapComparison>("/map", question, signal),
  });

export const CUSTOMERS_AT = "customersAt";

export const customersAtQuery = (place: string, scope: Scope) =>
  queryOptions({
    queryKey: [DATA, CUSTOMERS_AT, place, scope],
    queryFn: ({ signal }) => post<CustomersAt>("/map/customers", { place, ...scope }, signal),
  });

export const definitionsQuery = queryOptions({
  queryKey: [DATA, "definitions"],
  queryFn: ({ signal }) => get<DefinitionsAnswer>("/definitions", signal),
});

export const audiencesQuery = queryOptions({
  queryKey: [DATA, "audiences"],
  queryFn: ({ signal }) => get<{ audiences: Audience[] }>("/audiences", signal).then(({ audiences }) => audiences),
});

export const historyQuery = queryOptions({
  queryKey: [DATA, "history"],
  queryFn: ({ signal }) =>
    get<{ versions: Version[] }>("/definitions/history", signal).then(({ versions }) => versions),
});

export const countQuery = (rule: string) =>
  queryOptions({
    queryKey: [DATA, "count", rule],
    queryFn: ({ signal }) => post<Counted>("/audiences/count", { rule }, signal),
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
