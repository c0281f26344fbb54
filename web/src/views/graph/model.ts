export interface Edge {
  from: string;
  to: string;
  count: number;
  customers: number;
  share: number | null;
  low: number | null;
  high: number | null;
  median_s: number | null;
  mean_s: number | null;
}

export interface Transitions {
  n: number;
  nodes: { name: string; customers: number; events: number }[];
  edges: Edge[];
}

export const START = "START";
export const END = "END";

/** Moves from one node to another: not the beginnings and ends of journeys, and not what happens again. */
export const movesOf = ({ edges }: Transitions): Edge[] =>
  edges.filter(({ from, to }) => from !== START && to !== END && from !== to).sort((a, b) => b.count - a.count);

/** The strongest moves that together are at least `part` of all moves. */
export function strongest(moves: Edge[], part: number): Edge[] {
  const wanted = moves.reduce((sum, { count }) => sum + count, 0) * part;
  let sum = 0;
  return moves.filter(({ count }) => {
    const taken = sum < wanted;
    sum += count;
    return taken;
  });
}

const READABLE = 34;
const STEP = 0.05;

/** How much of the flow a picture shows at first: as much as stays readable. */
export function readablePart(moves: Edge[]): number {
  let part = 1;
  while (part > 2 * STEP && strongest(moves, part).length > READABLE) part -= STEP;
  return Math.round(part / STEP) * STEP;
}

const ROUNDS = 300;

/**
 * Where each node lies on the way, by its neighbours: the levels h that come nearest to h(to) = h(from) + 1 over all
 * moves by their counts (least squares, as trophic levels; MacKay, Johnson and Sansom 2020), START being 0.
 */
export function levelsOf({ nodes, edges }: Transitions): Map<string, number> {
  const levels = new Map(nodes.map(({ name }) => [name, 1]));
  levels.set(START, 0);
  const around = new Map<string, { other: string; by: number; weight: number }[]>();
  const add = (name: string, other: string, by: number, weight: number) => {
    const list = around.get(name);
    if (list) list.push({ other, by, weight });
    else around.set(name, [{ other, by, weight }]);
  };
  for (const { from, to, count } of edges) {
    if (from === to || to === END) continue;
    add(to, from, 1, count);
    if (from !== START) add(from, to, -1, count);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name } of nodes) {
      let [sum, weight] = [0, 0];
      for (const one of around.get(name) ?? []) {
        sum += one.weight * ((levels.get(one.other) ?? 0) + one.by);
        weight += one.weight;
      }
      if (weight > 0) levels.set(name, sum / weight);
    }
  }
  return levels;
}
