/** The answers of the HTTP interface, exactly as it sends them (`schema: 1`). */

export type SaidValue = string | number | string[];

/** A sentence by its codes and values (`useSaid` says it); empty or missing: there is only its English text. */
export type Said = { code: string; values: Record<string, SaidValue> }[];

/** Of an answer that rests on events: over an empty store, which the page never asks, both ends are null. */
export interface Period {
  from: string;
  /** Exclusive. */
  to: string;
  timezone: string;
}

export interface Snapshot {
  version: number;
  at: string;
  events: number;
}

/** What every answer carries: the definition of its figures, how many cases they rest on, when and from which data. */
export interface Answer {
  schema: 1;
  definition: string;
  said?: Said;
  n: number;
  period: Period;
  snapshot: Snapshot;
}

export interface Status {
  name: string;
  version: string;
  timezone: string;
  currency: string;
  events: number;
  customers: number;
  kinds: number;
  touchpoints: number;
  unplaced: number;
  newest: string | null;
  oldest: string | null;
  snapshot: Snapshot | null;
  imports: number;
  can_undo: boolean;
  can_redo: boolean;
}

export interface Kind {
  code: number;
  name: string;
  channel: string;
  surface: string;
  customers: number;
  events: number;
}

export interface UnplacedKind extends Kind {
  /** Median relative position in the journeys, 0 to 1. */
  position: number;
}

export type ScoreScale = "nps" | "csat" | "ces";
export type Evidence = "none" | "part" | "full";

export interface Score {
  scale: ScoreScale;
  definition: string;
  value: number;
  low: number;
  high: number;
  n: number;
  level: number;
}

export interface MapTouchpoint {
  id: string;
  name: string;
  channel: string;
  customers: number;
  events: number;
  /** Customers whose furthest column is this one or a later one. */
  alive: number;
  left: number;
  in_time: number;
  left_share: number | null;
  /** Valence in [-1, 1]; the page draws twice this value. Null means no data, never zero. */
  feeling: number | null;
  feeling_low: number | null;
  feeling_high: number | null;
  feeling_n: number;
  score_mean: number | null;
  score_scale: ScoreScale | null;
  origin: string;
  reason: string;
  said?: Said;
  confidence: number;
  kinds: Kind[];
}

export interface MapStage {
  id: string;
  name: string;
  customers: number;
  next_share: number | null;
  next_low: number | null;
  next_high: number | null;
  gone_on: number | null;
  left: number | null;
  in_time: number | null;
  median_time_s: number | null;
  median_time_low: number | null;
  median_time_high: number | null;
  evidence: Evidence;
  channels: { name: string; events: number; share: number }[];
  scores: Score[];
  touchpoints: MapTouchpoint[];
}

export interface MapAnswer extends Answer {
  analysis: "map";
  title: string;
  journeys: number;
  events: number;
  variants: number;
  horizon_ms: number;
  outcome: { name: string; customers: number; share: number; low: number; high: number } | null;
  stages: MapStage[];
  /** Backward moves between touchpoints, the most frequent first. */
  returns: { from: string; to: string; count: number; customers: number }[];
  channels: { name: string; customers: number; events: number }[];
  unplaced: UnplacedKind[];
  feeling: { n: number; sources: { nps: number; csat: number; ces: number } };
  fall: { touchpoint: string; name: string; left: number; left_share: number } | null;
}

export interface CustomerRow {
  /** Internal id, the only thing about a customer that may stand in a URL. */
  id: string;
  key: string;
  events: number;
  first: string;
  last: string;
  stage: string | null;
  channels: string[];
}

export interface CustomerList {
  total: number;
  rows: CustomerRow[];
}

export interface CustomerEvent {
  time: string;
  name: string;
  channel: string | null;
  surface: string | null;
  actor: string;
  touchpoint: string | null;
  touchpoint_id: string | null;
  stage: string | null;
  value: number | null;
  score: number | null;
  scale: ScoreScale | null;
  /** Valence in [-1, 1], or null where nothing is known. */
  valence: number | null;
  properties: Record<string, unknown>;
}

export interface CustomerAnswer {
  id: string;
  key: string;
  traits: Record<string, unknown>;
  events: CustomerEvent[];
  total: number;
}

export const ROLES = [
  "customer",
  "time",
  "event",
  "channel",
  "surface",
  "value",
  "score",
  "scale",
  "actor",
  "property",
  "ignore",
] as const;
export type Role = (typeof ROLES)[number];

export interface PreviewColumn {
  name: string;
  role: Role;
  confidence: number;
  reason: string;
  said?: Said;
  type: string;
  samples: string[];
  distinct: number;
}

export interface RejectedSample {
  line: number;
  reason: string;
  sentence: string;
  said?: Said;
  raw: string;
}

export interface PreviewQuestion {
  id: string;
  text: string;
  said?: Said;
  choices: QuestionChoice[];
}

/** A choice is its own answer when it is a plain word. */
export type QuestionChoice = string | { value?: string; format?: string; label: string; example?: string };

export interface PreviewTime {
  format: string;
  confidence: number;
  timezone: string;
  ambiguous: boolean;
  choices: { format: string; label: string; example: string }[];
}

export interface PreviewEvent {
  customer: string;
  time: string;
  name: string;
  channel: string | null;
  value: number | null;
  properties: Record<string, unknown>;
}

export interface Preview {
  file: string;
  importer: string;
  encoding: string | null;
  separator: string | null;
  rows: number | null;
  rows_exact: boolean;
  size: number;
  columns: PreviewColumn[];
  time: PreviewTime | null;
  score_scale: ScoreScale | null;
  events: PreviewEvent[];
  rejected_sample: RejectedSample[];
  rejected_in_sample: number;
  period: { from: string; to: string } | null;
  /** Must be answered before the import. */
  questions: PreviewQuestion[];
  notes: string[];
  /** Of each note its codes and values. */
  notes_said?: Said[];
  /** What was recognised, as an import takes it: column or columns by role; "=text" is the same for every row. */
  mapping: Record<string, string>;
}

export type ImportState = "waiting" | "running" | "done" | "cancelled" | "failed" | "interrupted" | "undone";

export interface ImportRow {
  id: string;
  name: string;
  state: ImportState;
  events: number;
  customers: number;
  rejected: number;
  skipped: number;
  seconds: number;
  started: string;
  error: string | null;
  /** The error by codes and values. */
  said?: Said;
}

export interface ImportProgress extends ImportRow {
  rows_read: number;
  bytes_read: number;
  /** Null where nobody knows beforehand, as for the sample. */
  bytes_total: number | null;
}

export interface Cell {
  column: string;
  text: string | null;
}

export interface RejectedRow extends RejectedSample {
  id: string;
  import_id: string;
  file: string;
  /** Null where the row does not fit the columns of its file. */
  cells: Cell[] | null;
}

export interface RejectedAnswer {
  total: number;
  by_reason: Record<string, number>;
  rows: RejectedRow[];
}

export interface Match {
  name?: string | null;
  channel?: string | null;
  surface?: string | null;
}

export interface Outcome {
  name: string;
  match: Match[];
  origin: "proposed" | "user";
  reason: string;
  said?: Said;
}

export interface Definitions {
  title: string;
  /** The stage model it started from, or empty. */
  model: string;
  horizon: string;
  stages: { id: string; name: string }[];
  touchpoints: { id: string; name: string; stage: string | null; channel: string; match: Match[] }[];
  outcome: Outcome | null;
  /** What counts as a marketing touch. */
  marketing: { name: string; match: Match[] }[];
  /** Values of properties put into groups. */
  dimensions: { name: string; property: string; groups: { name: string; values: string[] }[]; other: string }[];
}

export interface DefinitionsAnswer {
  definitions: Definitions;
  can_undo: boolean;
  can_redo: boolean;
  models: { id: string; name: string; stages: string[] }[];
}

/** One version of the definitions. */
export interface Version {
  id: number;
  /** What was changed, as the server says it. */
  what: string;
  who: string;
  at: string;
  /** In the words of who made it; empty: not said. */
  why: string;
  current: boolean;
}

export interface Audience {
  id: string;
  name: string;
  rule: string;
}

/** How many customers a rule holds. */
export interface Counted {
  customers: number;
  of: number;
}

/** Of whom and when; nothing given: everybody, over all time. */
export interface Scope {
  audience?: string;
  /** To is exclusive; both with their time zone. */
  period?: { from: string; to: string };
}

export interface MapQuestion extends Scope {
  compare?: Scope;
}

export interface MapComparison {
  answer: MapAnswer;
  compare: MapAnswer | null;
}

/** Who was at a touchpoint or in a stage: how many, and some of them. */
export interface CustomersAt {
  n: number;
  customers: CustomerRow[];
}

/** One edit of the definitions, as the server takes it. */
export type EditOp =
  | { do: "move_touchpoint"; touchpoint: string; stage: string | null; before?: string | null }
  | { do: "rename_touchpoint"; touchpoint: string; name: string }
  | { do: "rename_stage"; stage: string; name: string }
  | { do: "add_stage"; name: string; before?: string | null }
  | { do: "remove_stage"; stage: string }
  | { do: "move_stage"; stage: string; before?: string | null }
  | { do: "merge_touchpoints"; into: string; from: string[] }
  | {
      do: "place_kind";
      name: string;
      channel: string;
      surface: string;
      stage?: string | null;
      before?: string | null;
      touchpoint?: string;
    }
  | { do: "add_touchpoint"; name: string; stage: string | null; match: Match[] }
  | { do: "set_match"; touchpoint: string; match: Match[] }
  | { do: "set_touch"; name: string; match: Match[] }
  | {
      do: "set_dimension";
      name: string;
      property?: string;
      groups: { name: string; values: string[] }[];
      other?: string;
    }
  | { do: "remove_touchpoint"; touchpoint: string }
  | { do: "accept"; touchpoint?: string }
  | { do: "set_outcome"; name: string; match: Match[] }
  | { do: "use_model"; model: string }
  | { do: "set_title"; title: string };
