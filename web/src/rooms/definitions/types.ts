import type { Answer, CustomerEvent, Match } from "../../api/types";

/** A kind of event that has events. */
export interface KindRow {
  code: number;
  name: string;
  channel: string;
  surface: string;
  actor: string;
  events: number;
  customers: number;
  first: string;
  last: string;
  /** Null: no touchpoint holds it. */
  touchpoint: string | null;
  touchpoint_id: string | null;
  /** Null: not yet placed. */
  stage: string | null;
}

export interface Property {
  name: string;
  type: "string" | "number" | "boolean";
  /** As a column, for break-downs and audiences; else in the log alone. */
  kept: boolean;
  trait: boolean;
}

export interface PropertyFacts extends Property {
  filled: number;
  share: number;
  distinct: number;
  /** There are at least so many values. */
  more: boolean;
  examples: string[];
}

export interface SampleEvent extends CustomerEvent {
  customer: string;
}

export interface DictionaryAnswer extends Answer {
  kinds: KindRow[];
  properties: Property[];
}

export interface KindAnswer extends Answer {
  kinds: KindRow[];
  events: number;
  properties: PropertyFacts[];
  samples: SampleEvent[];
}

export interface Volume {
  kinds: number;
  events: number;
}

export interface Matched extends Answer, Volume {
  customers: number;
  matches: Volume[];
  examples: KindRow[];
  /** Of the kinds that fit, whose they are now; null: nobody's. */
  claimed: (Volume & { touchpoint: string | null; touchpoint_id: string | null })[];
  samples: SampleEvent[];
}

export interface RuleVolume extends Volume {
  customers: number;
  matches: Volume[];
}

export interface TouchpointVolume extends RuleVolume {
  id: string;
  lost_to: string[];
}

export interface Conflict {
  kind: KindRow;
  winner: string;
  others: string[];
}

export interface DimensionRule {
  name: string;
  property: string;
  groups: { name: string; values: string[] }[];
  /** What the other values are called; empty: each stands for itself. */
  other: string;
}

export interface GroupVolume {
  name: string;
  values: number;
  events: number;
  examples: string[];
}

export interface DimensionVolume {
  name: string;
  property: string;
  /** unknown: no event gave the property; no_column: it lies in the log alone; hidden: a property has this name. */
  state: "ready" | "unknown" | "no_column" | "hidden";
  trait: boolean;
  groups: GroupVolume[];
  other: GroupVolume;
  missing: number;
}

export type DimensionAnswer = Answer & DimensionVolume;

export const TEMPLATES = ["ads", "search", "social", "email", "referral", "push", "sms"] as const;

export interface Checked extends Answer {
  customers: number;
  stages: { id: string; events: number; customers: number }[];
  touchpoints: TouchpointVolume[];
  outcome: (RuleVolume & { name: string }) | null;
  marketing: (RuleVolume & { name: string })[];
  dimensions: DimensionVolume[];
  templates: { id: (typeof TEMPLATES)[number]; match: Match[] }[];
  conflicts: Conflict[];
  conflicts_total: number;
  unplaced: KindRow[];
  unplaced_total: Volume;
  empty_matches: number;
  stages_unreached: string[];
  touchpoints_idle: string[];
  outcome_unreached: boolean;
}

export interface YamlFaults {
  faults: { line: number; sentence: string }[];
  same: boolean;
}
