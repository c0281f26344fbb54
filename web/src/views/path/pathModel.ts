import type { CustomerEvent } from "../../api/types";

export interface PathNode {
  id: number;
  /** Where it stands, in pixels. */
  x: number;
  lane: number;
  /** Places of its events in the list. */
  events: number[];
  name: string;
  /** The strongest feeling among its events. */
  valence: number | null;
}

export interface StageRun {
  name: string;
  from: number;
  to: number;
}

/** The channels in the order in which the customer met them; empty: that of events that name none. */
export function lanesOf(events: CustomerEvent[]): string[] {
  return [...new Set(events.map(({ channel }) => channel ?? ""))];
}

/** Marks that would lie on each other become one: consecutive events of a lane within `reach` pixels. */
export function clusterEvents(
  events: CustomerEvent[],
  lanes: string[],
  x: (time: number) => number,
  reach: number,
): PathNode[] {
  const nodes: PathNode[] = [];
  events.forEach((event, index) => {
    const place = x(Date.parse(event.time));
    const lane = lanes.indexOf(event.channel ?? "");
    const last = nodes.at(-1);
    if (last && last.lane === lane && place - last.x < reach) {
      last.events.push(index);
      if (stronger(event.valence, last.valence)) {
        last.valence = event.valence;
        last.name = event.name;
      }
      return;
    }
    nodes.push({ id: nodes.length, x: place, lane, events: [index], name: event.name, valence: event.valence });
  });
  return nodes;
}

function stronger(valence: number | null, than: number | null): boolean {
  return valence !== null && (than === null || Math.abs(valence) > Math.abs(than));
}

/** How many events stand behind the name, and how many beside it, as a label says it: "Product Viewed ×3", "+2". */
export function countsOf(node: PathNode, events: CustomerEvent[]): { same: number; others: number } {
  const same = node.events.filter((index) => events[index]?.name === node.name).length;
  return { same, others: node.events.length - same };
}

/** The stages the customer went through, in order; one without a stage belongs to the run around it. */
export function stageRuns(
  events: CustomerEvent[],
  x: (time: number) => number,
  left: number,
  right: number,
): StageRun[] {
  const runs: StageRun[] = [];
  for (const { stage, time } of events) {
    if (stage === null || runs.at(-1)?.name === stage) continue;
    const from = runs.length === 0 ? left : x(Date.parse(time)) - 8;
    const last = runs.at(-1);
    if (last) last.to = from;
    runs.push({ name: stage, from, to: right });
  }
  return runs.filter(({ from, to }) => to > from);
}
