import type { MapAnswer, MapStage, MapTouchpoint, Score } from "../../api/types";

/** Numbers of 0 to 1 that are the same in every run. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** A touchpoint that nobody left and nobody was asked about, but for what is given. */
export const touchpoint = (id: string, given: Partial<MapTouchpoint> = {}): MapTouchpoint => ({
  id,
  name: id,
  channel: "web",
  customers: 10,
  events: 20,
  alive: 10,
  left: 0,
  in_time: 0,
  left_share: 0,
  feeling: null,
  feeling_low: null,
  feeling_high: null,
  feeling_n: 0,
  score_mean: null,
  score_scale: null,
  origin: "user",
  reason: "",
  confidence: 1,
  kinds: [],
  ...given,
});

export const stage = (id: string, touchpoints: MapTouchpoint[], scores: Score[] = []): MapStage => ({
  id,
  name: id,
  customers: 10,
  next_share: 0.5,
  next_low: 0.4,
  next_high: 0.6,
  gone_on: 5,
  left: 5,
  in_time: 0,
  median_time_s: 60,
  evidence: "full",
  channels: [{ name: "web", events: 20, share: 1 }],
  scores,
  touchpoints,
});

export const answerOf = (stages: MapStage[], given: Partial<MapAnswer> = {}): MapAnswer => ({
  schema: 1,
  definition: "",
  n: 10,
  period: { from: "2026-04-01T00:00:00Z", to: "2026-07-01T00:00:00Z", timezone: "UTC" },
  snapshot: { version: 1, at: "2026-07-01T00:00:00Z", events: 20 },
  analysis: "map",
  title: "",
  journeys: 10,
  events: 20,
  variants: 1,
  horizon_ms: 1,
  outcome: null,
  stages,
  returns: [],
  channels: [],
  unplaced: [],
  feeling: { n: 0, sources: { nps: 0, csat: 0, ces: 0 } },
  fall: null,
  ...given,
});
