import { queryOptions } from "@tanstack/react-query";
import { get, post, postForFile } from "./client";
import type { TableFormat } from "./explore";
import { DATA } from "./queries";
import type { Snapshot } from "./types";

export type SqlValue = string | number | boolean | null | SqlValue[] | { [name: string]: SqlValue };

/** The first rows of an answer; whole numbers that JavaScript cannot hold exactly are text. */
export interface SqlAnswer {
  heads: string[];
  /** The columns' types, as DuckDB names them. */
  types: string[];
  rows: Record<string, SqlValue>[];
  more: boolean;
  seconds: number;
  snapshot: Snapshot;
}

export interface SqlTable {
  name: string;
  columns: { name: string; type: string }[];
}

export const tablesQuery = queryOptions({
  queryKey: [DATA, "sqlTables"],
  queryFn: ({ signal }) => get<{ tables: SqlTable[] }>("/sql/tables", signal).then(({ tables }) => tables),
});

/** The server stops working on it once `signal` is given. */
export const askSql = (query: string, signal: AbortSignal) => post<SqlAnswer>("/sql", { query }, signal);

export const sqlFile = (query: string, format: TableFormat, signal: AbortSignal) =>
  postForFile("/sql/export", { query, format }, signal);
