import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get, post, postForFile } from "./client";
import { DATA } from "./queries";
import type { Answer, CustomerRow, Said, Scope } from "./types";

export type Parameters = Record<string, unknown>;
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;
export type Unit = "customers" | "events" | "sessions" | "moves" | "touches" | "answers";

/** A part of a JSON schema, as pydantic writes it. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string;
  enum?: string[];
  anyOf?: Schema[];
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

/** An analysis of the shelf: what it asks, takes and gives. */
export interface Analysis {
  name: string;
  summary: string;
  picture: string;
  heads: string[];
  keys: string[];
  /** Columns whose cells say which customers, and what they count. */
  counted: Record<string, Unit>;
  parameters: Schema;
  example: Parameters;
}

/** The rows of the main table; of a comparison one for each measure of each row. */
export interface Table {
  heads: string[];
  keys: string[];
  rows: Row[];
  total: number;
}

/** An answer of whatever analysis: its own fields stand beside these. */
export interface AnalysisAnswer extends Answer {
  analysis: string;
  breakdown?: { property: string; groups: { value: string | null; other: boolean; answer: AnalysisAnswer }[] };
  other?: AnalysisAnswer;
  difference?: Row[];
  /** What was tested of the difference, where shares are. */
  test?: { definition: string; said: Said; level: number; tests: number; differ: number };
  table?: Table;
  [field: string]: unknown;
}

export interface ExploreScope extends Scope {
  where?: string;
}

export interface Question extends ExploreScope {
  breakdown?: string;
  compare?: ExploreScope;
}

/** Of how many rows of the table the page shows; a file has them all. */
const MOST_ROWS = 5_000;

export const shelfQuery = queryOptions({
  queryKey: ["shelf"],
  queryFn: ({ signal }) => get<{ analyses: Analysis[] }>("/analyses", signal).then(({ analyses }) => analyses),
  staleTime: Number.POSITIVE_INFINITY,
});

export const startQuery = (name: string) =>
  queryOptions({
    queryKey: [DATA, "start", name],
    queryFn: ({ signal }) =>
      get<{ parameters: Parameters }>(`/analyses/${encodeURIComponent(name)}/start`, signal).then(
        ({ parameters }) => parameters,
      ),
  });

/** Every answer, whatever is asked. */
export const ANSWERS = [DATA, "answer"];

export const answerQuery = (name: string, question: Question & Parameters) =>
  queryOptions({
    queryKey: [...ANSWERS, name, question],
    queryFn: ({ signal }) =>
      post<AnalysisAnswer>(`/${encodeURIComponent(name)}`, { ...question, rows: MOST_ROWS }, signal),
  });

/** Who stands behind a cell: the first of them, and what the cell counts. */
export interface CustomersIn {
  n: number;
  unit: Unit;
  customers: CustomerRow[];
}

/** A cell of an answer's table or picture: its row by the columns that name it, and which measure of it. */
export interface Behind {
  cell: Row;
  measure: string;
}

export const customersInQuery = (name: string, question: ExploreScope & Parameters, behind: Behind, limit: number) =>
  queryOptions({
    queryKey: [DATA, "customersIn", name, question, behind, limit],
    queryFn: ({ signal }) =>
      post<CustomersIn>(`/${encodeURIComponent(name)}/customers`, { ...question, ...behind, limit }, signal),
    placeholderData: keepPreviousData,
  });

/** What was saved, and the rule that asks for it. */
export interface SavedList {
  name: string;
  customers: number;
  rule: string;
}

/** Saves those behind a cell under a name, as a list and as the audience of that list. Its id. */
export async function saveAudience(
  name: string,
  question: ExploreScope & Parameters,
  behind: Behind,
  called: string,
): Promise<string> {
  const { rule } = await post<SavedList>(`/${encodeURIComponent(name)}/list`, {
    ...question,
    ...behind,
    list_name: called,
  });
  return (await post<{ id: string }>("/audiences", { name: called, rule })).id;
}

/** Names that a step can have, and properties that part customers. */
export interface Dictionary {
  kinds: { name: string; customers: number; events: number; actor: string }[];
  properties: { name: string; kept: boolean }[];
}

export const namesQuery = queryOptions({
  queryKey: [DATA, "dictionary"],
  queryFn: ({ signal }) => get<Dictionary>("/dictionary", signal),
});

export const TABLE_FORMATS = ["csv", "xlsx", "parquet", "json"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** An answer as a file. */
export function answerFile(name: string, question: Question & Parameters, format: TableFormat): Promise<Blob> {
  return postForFile("/export", { ...question, answer: name, format });
}
