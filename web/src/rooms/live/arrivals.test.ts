import { describe, expect, it } from "vitest";
import type { Arrived } from "../../api/live";
import { added, fitting, KEPT, NOTHING, perSecond, released, SECONDS } from "./arrivals";

const event = (arrival: number, more: Partial<Arrived> = {}): Arrived => ({
  arrival,
  received: "2026-01-01T00:00:00.000+00:00",
  time: "2026-01-01T00:00:00.000+00:00",
  name: `e${arrival}`,
  channel: null,
  surface: null,
  actor: "customer",
  value: null,
  customer: "0".repeat(16),
  key: "ann",
  source: 1,
  properties: {},
  ...more,
});
const NOW = 1_000_000_000_000;

describe("what is seen of the stream", () => {
  it("has the newest first, each once, and no more than can be read", () => {
    const once = added(NOTHING, { arrival: 2, passed_over: 0, events: [event(0), event(1)] }, NOW);
    const twice = added(once, { arrival: 3, passed_over: 0, events: [event(1), event(2)] }, NOW);
    expect(twice.events.map(({ arrival }) => arrival)).toEqual([2, 1, 0]);
    const many = Array.from({ length: KEPT + 50 }, (_, n) => event(n));
    expect(added(NOTHING, { arrival: 0, passed_over: 0, events: many }, NOW).events).toHaveLength(KEPT);
  });

  it("counts what came by the second, and forgets it after a minute", () => {
    let seen = added(NOTHING, { arrival: 9, passed_over: 7, events: [event(0)] }, NOW);
    seen = added(seen, { arrival: 10, passed_over: 0, events: [event(1)] }, NOW + 1000);
    expect(perSecond(seen.counts, NOW + 2000).slice(-2)).toEqual([8, 1]);
    expect(perSecond(seen.counts, NOW + 2000)).toHaveLength(SECONDS);
    const later = added(seen, { arrival: 11, passed_over: 0, events: [event(2)] }, NOW + 70_000);
    expect(later.counts.size).toBe(1);
  });

  it("does not count what stood there before", () => {
    expect(added(NOTHING, { arrival: 1, passed_over: 0, events: [event(0)] }, NOW, { first: true }).counts.size).toBe(
      0,
    );
  });

  it("holds back while it is paused", () => {
    const seen = added(NOTHING, { arrival: 1, passed_over: 0, events: [event(0)] }, NOW);
    const held = added(seen, { arrival: 3, passed_over: 4, events: [event(1)] }, NOW, { paused: true });
    expect(held.events.map(({ arrival }) => arrival)).toEqual([0]);
    expect(held.held).toBe(5);
    const again = released(held);
    expect(again.events.map(({ arrival }) => arrival)).toEqual([1, 0]);
    expect(again.held).toBe(0);
  });
});

it("a filter keeps events that hold all its words", () => {
  const events = [event(0, { name: "Product Viewed", channel: "web" }), event(1, { name: "Call", key: "BEN" })];
  expect(fitting(events, " viewed WEB")).toEqual([events[0]]);
  expect(fitting(events, "ben")).toEqual([events[1]]);
  expect(fitting(events, "")).toEqual(events);
});
