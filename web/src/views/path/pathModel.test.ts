import { describe, expect, it } from "vitest";
import type { CustomerEvent } from "../../api/types";
import { clusterEvents, countsOf, lanesOf, stageRuns } from "./pathModel";

const event = (minute: number, channel: string, name: string, more: Partial<CustomerEvent> = {}): CustomerEvent => ({
  time: new Date(minute * 60_000).toISOString(),
  name,
  channel,
  surface: null,
  actor: "customer",
  touchpoint: null,
  touchpoint_id: null,
  stage: null,
  value: null,
  score: null,
  scale: null,
  valence: null,
  properties: {},
  ...more,
});
const minutes = (time: number) => time / 60_000;

describe("the model of a path", () => {
  it("orders lanes by their first event", () => {
    expect(lanesOf([event(0, "web", "a"), event(1, "app", "b"), event(2, "web", "c")])).toEqual(["web", "app"]);
  });

  it("joins what would overlap, but never across lanes, and shows the strongest feeling", () => {
    const events = [
      event(0, "web", "Viewed"),
      event(3, "web", "Viewed"),
      event(5, "web", "Reviewed", { valence: -0.8 }),
      event(6, "app", "Opened"),
      event(30, "app", "Opened"),
    ];
    const nodes = clusterEvents(events, lanesOf(events), minutes, 12);
    expect(nodes.map((node) => node.events)).toEqual([[0, 1, 2], [3], [4]]);
    expect(nodes[0]).toMatchObject({ name: "Reviewed", valence: -0.8 });
    expect(countsOf(nodes[0] as (typeof nodes)[0], events)).toEqual({ same: 1, others: 2 });
  });

  it("keeps an event without a stage in the stage around it", () => {
    const events = [
      event(0, "web", "a", { stage: "Discover" }),
      event(50, "web", "b"),
      event(100, "web", "c", { stage: "Buy" }),
      event(150, "web", "d", { stage: "Discover" }),
    ];
    expect(stageRuns(events, minutes, 0, 200)).toEqual([
      { name: "Discover", from: 0, to: 92 },
      { name: "Buy", from: 92, to: 142 },
      { name: "Discover", from: 142, to: 200 },
    ]);
  });
});
