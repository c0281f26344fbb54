import { queryOptions } from "@tanstack/react-query";
import { get, post } from "./client";
import { DATA } from "./queries";

export type LinkRule = "identify" | "alias" | "shared" | "hand" | "never";

export interface KeyLink {
  one: string;
  other: string;
  rule: LinkRule;
  at_ms: number;
  /** 0: a person said it. */
  source: number;
  who: string;
}

/** The keys of a customer, the one that names him first, and the links that join them. */
export interface CustomerKeys {
  customer: string;
  keys: string[];
  links: KeyLink[];
}

/** Customers as they are after a merge or a split. */
export interface Regrouped {
  customers: { customer: string; keys: string[] }[];
  events: number;
}

export const keysQuery = (id: string) =>
  queryOptions({
    queryKey: [DATA, "keys", id],
    queryFn: ({ signal }) => get<CustomerKeys>(`/identity/customers/${encodeURIComponent(id)}`, signal),
  });

export const merge = (one: string, other: string, dry: boolean) =>
  post<Regrouped>("/identity/merge", { one, other, dry });
export const split = (key: string, dry: boolean) => post<Regrouped>("/identity/split", { key, dry });
