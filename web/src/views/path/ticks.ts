import type { TimeScale } from "./timeScale";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type TickUnit = "hour" | "day" | "month" | "year";

export interface Tick {
  time: number;
  unit: TickUnit;
}

interface Step {
  unit: TickUnit;
  /** Roughly how long it is, to choose by. */
  length: number;
  /** The start of the step that holds this wall-clock instant (UTC fields stand for the wall clock). */
  floor: (wall: number) => number;
  next: (wall: number) => number;
}

const hours = (count: number): Step => ({
  unit: "hour",
  length: count * HOUR,
  floor: (wall) => Math.floor(wall / (count * HOUR)) * count * HOUR,
  next: (wall) => wall + count * HOUR,
});
const days = (count: number): Step => ({
  unit: "day",
  length: count * DAY,
  // Weeks begin on Monday: 1970-01-05 was one.
  floor: (wall) => Math.floor((wall - 4 * DAY) / (count * DAY)) * count * DAY + 4 * DAY,
  next: (wall) => wall + count * DAY,
});
const months = (count: number, unit: TickUnit): Step => ({
  unit,
  length: count * 30.4 * DAY,
  floor: (wall) => {
    const date = new Date(wall);
    return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count) * count, 1);
  },
  next: (wall) => {
    const date = new Date(wall);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  },
});

const STEPS: Step[] = [
  hours(1),
  hours(3),
  hours(6),
  hours(12),
  days(1),
  days(2),
  days(7),
  days(14),
  months(1, "month"),
  months(3, "month"),
  months(6, "month"),
  months(12, "year"),
  months(60, "year"),
];

function wallClock(timeZone: string): (time: number) => number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  return (time) => {
    const field = Object.fromEntries(parts.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(
      field.year ?? 0,
      (field.month ?? 1) - 1,
      field.day ?? 1,
      field.hour ?? 0,
      field.minute ?? 0,
      field.second ?? 0,
    );
  };
}

/**
 * Where the calendar of the time zone turns, at the finest step whose labels still have room.
 * Nothing is marked inside a shortened silence, and no mark stands closer than `room` pixels to the one before.
 */
export function calendarTicks(scale: TimeScale, timeZone: string, room: number): Tick[] {
  const { from, to, x, breaks } = scale;
  if (to <= from) return [];
  const wall = wallClock(timeZone);
  const instant = (target: number) => {
    const guess = target - (wall(target) - target);
    return guess - (wall(guess) - target);
  };
  const silent = breaks.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  const drawn = breaks.reduce((sum, gap) => sum + x(gap.to) - x(gap.from), 0);
  const perMs = (x(to) - x(from) - drawn) / Math.max(to - from - silent, 1);
  const step = STEPS.find(({ length }) => length * perMs >= room) ?? (STEPS.at(-1) as Step);

  const ticks: Tick[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let at = step.floor(wall(from));
  for (let turns = 0; turns < 2000; turns++) {
    at = step.next(at);
    let time = instant(at);
    if (time > to) break;
    const gap = breaks.find((silence) => time > silence.from && time < silence.to);
    if (gap) {
      at = step.floor(wall(gap.to));
      time = instant(at);
      continue;
    }
    if (x(time) - last < room * 0.8) continue;
    last = x(time);
    ticks.push({ time, unit: step.unit });
  }
  return ticks;
}
