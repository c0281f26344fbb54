import { queryOptions } from "@tanstack/react-query";
import { get, post } from "../../api/client";
import { DATA } from "../../api/queries";
import type { Match } from "../../api/types";
import type {
  Checked,
  DictionaryAnswer,
  DimensionAnswer,
  DimensionRule,
  KindAnswer,
  Matched,
  YamlFaults,
} from "./types";

export const checkQuery = queryOptions({
  queryKey: [DATA, "check"],
  queryFn: ({ signal }) => get<Checked>("/definitions/check", signal),
});

export const dictionaryQuery = queryOptions({
  queryKey: [DATA, "dictionary"],
  queryFn: ({ signal }) => get<DictionaryAnswer>("/dictionary", signal),
});

export const kindQuery = (code: number) =>
  queryOptions({
    queryKey: [DATA, "dictionary", code],
    queryFn: ({ signal }) => get<KindAnswer>(`/dictionary/${code}`, signal),
  });

/** What a rule fits; never asked of none. */
export const matchQuery = (match: Match[]) =>
  queryOptions({
    queryKey: [DATA, "match", match],
    queryFn: ({ signal }) => post<Matched>("/definitions/match", { match }, signal),
    enabled: match.length > 0,
  });

/** What a dimension by rule makes of its property; never asked of none. */
export const dimensionQuery = (rule: Pick<DimensionRule, "property" | "groups" | "other">) =>
  queryOptions({
    queryKey: [DATA, "dimension", rule],
    queryFn: ({ signal }) => post<DimensionAnswer>("/definitions/dimension", rule, signal),
    enabled: rule.property !== "",
  });

export const yamlQuery = queryOptions({
  queryKey: [DATA, "yaml"],
  queryFn: ({ signal }) => get<{ yaml: string }>("/definitions/yaml", signal).then(({ yaml }) => yaml),
});

export const faultsQuery = (yaml: string) =>
  queryOptions({
    queryKey: [DATA, "faults", yaml],
    queryFn: ({ signal }) => post<YamlFaults>("/definitions/yaml/check", { yaml }, signal),
    gcTime: 0,
  });
