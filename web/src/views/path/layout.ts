import type { CustomerEvent } from "../../api/types";
import { pathBoxes, pathLine } from "./pathLine";
import { clusterEvents, countsOf, lanesOf, type PathNode, type StageRun, stageRuns } from "./pathModel";
import { type Placed, placeLabels } from "./placeLabels";
import { calendarTicks, type Tick } from "./ticks";
import { type Break, type TimeScale, timeScale } from "./timeScale";

export const HEAD = 62;
const PAD = 14;

export interface Mark extends PathNode {
  y: number;
  radius: number;
  same: number;
  others: number;
  text: string;
  feeling: string | null;
}

export interface PathLayout {
  lanes: string[];
  laneHeight: number;
  height: number;
  line: string;
  marks: Mark[];
  labels: Placed[];
  stages: (StageRun & { label: { x: number; anchor: "start" | "middle" } | null })[];
  ticks: (Tick & { x: number })[];
  breaks: (Break & { x: number; width: number })[];
}

export interface Words {
  /** The text of a mark: its name and how often. */
  mark: (name: string, same: number, others: number) => string;
  feeling: (valence: number) => string;
  width: (text: string, weight?: number) => number;
}

/** Everything of the picture in pixels; drawing it is then only writing it down. */
export function layoutPath(events: CustomerEvent[], timeZone: string, width: number, words: Words): PathLayout {
  const lanes = lanesOf(events);
  const laneHeight = lanes.length > 10 ? 38 : 44;
  const height = HEAD + lanes.length * laneHeight;
  const scale = roomyScale(events, width, words);
  const y = (lane: number) => HEAD + lane * laneHeight + laneHeight / 2;
  const nodes = clusterEvents(events, lanes, scale.x, 12);
  const marks = nodes.map((node): Mark => {
    const counts = countsOf(node, events);
    return {
      ...node,
      ...counts,
      y: y(node.lane),
      radius: node.valence === null ? 5 : 7,
      text: words.mark(node.name, counts.same, counts.others),
      feeling: node.valence === null ? null : words.feeling(node.valence),
    };
  });
  const requests = marks.map((mark, index) => {
    const next = marks[index + 1];
    return {
      id: mark.id,
      x: mark.x,
      y: mark.y,
      radius: mark.radius,
      width: words.width(mark.text) + (mark.feeling ? words.width(mark.feeling, 600) + 5 : 0),
      weight: weigh(mark, index, marks.length),
      leaves: next ? next.y - mark.y : 0,
    };
  });
  const obstacles = [
    ...pathBoxes(marks),
    ...marks.map(({ x, y: centre, radius }) => ({
      x: x - radius - 1,
      y: centre - radius - 1,
      width: 2 * radius + 2,
      height: 2 * radius + 2,
    })),
  ];
  const bounds = { x: 0, y: HEAD - 6, width, height: height - HEAD + 6 };
  return {
    lanes,
    laneHeight,
    height,
    line: pathLine(marks),
    marks,
    labels: placeLabels(requests, obstacles, bounds),
    stages: stageRuns(events, scale.x, 0, width).map((run) => ({ ...run, label: stageLabel(run, words.width) })),
    ticks: calendarTicks(scale, timeZone, 104).map((tick) => ({ ...tick, x: scale.x(tick.time) })),
    breaks: scale.breaks.map((silence) => ({
      ...silence,
      x: scale.x(silence.from),
      width: scale.x(silence.to) - scale.x(silence.from),
    })),
  };
}

/** The scale of time, begun further right where the first stage is too short for its name. */
function roomyScale(events: CustomerEvent[], width: number, words: Words): TimeScale {
  const times = events.map(({ time }) => Date.parse(time));
  const scale = timeScale(times, PAD, width - PAD);
  const first = stageRuns(events, scale.x, 0, width)[0];
  if (!first) return scale;
  const lacking = words.width(first.name, 600) * 1.04 + 20 - (first.to - first.from);
  return lacking > 0 ? timeScale(times, PAD + Math.min(lacking, 96), width - PAD) : scale;
}

/** What was felt tells most, then where it began and ended, then what was done often. */
function weigh({ valence, events }: PathNode, index: number, count: number): number {
  const end = index === 0 || index === count - 1 ? 0.4 : 0;
  return (valence === null ? 0 : 1 + Math.abs(valence)) + end + Math.min(events.length, 10) / 100;
}

function stageLabel({ name, from, to }: StageRun, width: Words["width"]) {
  const needed = width(name, 600) * 1.04;
  const room = to - from;
  if (room >= needed + 20) return { x: from + 10, anchor: "start" as const };
  if (room >= needed + 2) return { x: (from + to) / 2, anchor: "middle" as const };
  return null;
}
