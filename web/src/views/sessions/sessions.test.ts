import { expect, it } from "vitest";
import { captive, painted, words } from "../__fixtures__/answers";
import { placeIn, type Sessions } from "./model";
import { sessionsOf } from "./SessionsPicture";

const sessions = captive("sessions") as unknown as Sessions;

it("has every session in a bin of both histograms", () => {
  for (const { bins = [] } of [sessions.session_events, sessions.session_time])
    expect(bins.reduce((sum, bin) => sum + bin.sessions, 0)).toBe(sessions.sessions);
});

it("marks a median within its bin", () => {
  const bins = [
    { from: 1, to: 2, sessions: 3 },
    { from: 2, to: 6, sessions: 3 },
    { from: 6, to: null, sessions: 1 },
  ];
  expect(placeIn(bins, 1)).toBe(0.5);
  expect(placeIn(bins, 3)).toBe(1.25);
  expect(placeIn(bins, 99)).toBe(2.5);
  expect(placeIn(bins, 0)).toBeNull();
});

it("draws where sessions begin and end without histograms of an older answer", () => {
  const older = captive("sessions") as unknown as Sessions;
  delete older.session_events.bins;
  delete older.session_time.bins;
  const drawing = sessionsOf(older, 800, words, undefined);
  expect(painted(drawing)).toContain("Sessions begin");
  expect(drawing.height).toBeLessThan(sessionsOf(sessions, 800, words, undefined).height);
});

it("asks for the sessions that begin or end at a place, by the column that counts them", () => {
  const { marks } = sessionsOf(sessions, 800, words, undefined);
  const [first] = sessions.places;
  const behind = marks.flatMap(({ pick }) => (pick ? [pick.behind] : []));
  expect(behind).toContainEqual({ cell: { name: first?.name }, measure: "begins" });
});
