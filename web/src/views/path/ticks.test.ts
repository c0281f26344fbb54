import { describe, expect, it } from "vitest";
import { calendarTicks } from "./ticks";
import { timeScale } from "./timeScale";

const at = (iso: string) => Date.parse(iso);
const every = (from: string, to: string, hours: number) => {
  const times: number[] = [];
  for (let time = at(from); time <= at(to); time += hours * 3_600_000) times.push(time);
  return times;
};

describe("calendarTicks", () => {
  it("marks Mondays at midnight of the workspace's zone, over the change of clocks too", () => {
    const scale = timeScale(every("2026-10-20T00:00:00Z", "2026-11-20T00:00:00Z", 24), 0, 600);
    const ticks = calendarTicks(scale, "Europe/Warsaw", 100);
    expect(ticks.map(({ time }) => new Date(time).toISOString())).toEqual([
      "2026-10-25T23:00:00.000Z",
      "2026-11-01T23:00:00.000Z",
      "2026-11-08T23:00:00.000Z",
      "2026-11-15T23:00:00.000Z",
    ]);
    expect(ticks.every(({ unit }) => unit === "day")).toBe(true);
  });

  it("takes hours for a day and years for decades", () => {
    const day = timeScale(every("2026-10-20T00:00:00Z", "2026-10-21T00:00:00Z", 1), 0, 900);
    expect(calendarTicks(day, "UTC", 100)[0]?.unit).toBe("hour");
    const decades = timeScale(every("1996-01-15T00:00:00Z", "2026-01-15T00:00:00Z", 24 * 30), 0, 900);
    expect(calendarTicks(decades, "UTC", 100)[0]?.unit).toBe("year");
  });

  it("marks nothing inside a shortened silence", () => {
    const times = [
      ...every("2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", 24),
      ...every("2027-06-01T00:00:00Z", "2027-06-20T00:00:00Z", 24),
    ];
    const scale = timeScale(times, 0, 1200);
    const [silence] = scale.breaks;
    for (const { time } of calendarTicks(scale, "UTC", 100))
      expect(time <= (silence?.from ?? 0) || time >= (silence?.to ?? 0)).toBe(true);
  });

  it("has none for a single moment", () => {
    expect(calendarTicks(timeScale([5], 0, 100), "UTC", 100)).toEqual([]);
  });
});
