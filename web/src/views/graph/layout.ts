import { type Edge, END, levelsOf, START, type Transitions } from "./model";

export const BOX = { width: 136, height: 42 };
const ROW = 78;
const TOP = 30;
const GUTTER = 66;
/** How far moves within the last column reach out. */
const BULGE = 36;

export interface Placed {
  name: string;
  column: number;
  x: number;
  y: number;
  customers: number;
  events: number;
  begins: number;
  ends: number;
  again: Edge | undefined;
}

export interface Drawn {
  edge: Edge;
  back: boolean;
  width: number;
  /** A cubic: start, two controls, end. */
  points: [number, number][];
}

export interface Layered {
  nodes: Placed[];
  edges: Drawn[];
  height: number;
  width: number;
}

/** Nodes of the shown moves in columns from early to late, the moves as curves between them. */
export function layoutGraph(answer: Transitions, shown: Edge[], width: number): Layered {
  const used = new Set(shown.flatMap(({ from, to }) => [from, to]));
  const levels = levelsOf(answer);
  const nodes = answer.nodes
    .filter(({ name }) => used.has(name))
    .sort((a, b) => (levels.get(a.name) ?? 0) - (levels.get(b.name) ?? 0));
  const room = Math.max(1, Math.floor((width + GUTTER) / (BOX.width + GUTTER)));
  const grid = partedBy(
    nodes.map(({ name }) => name),
    shown,
    room,
  );
  untangle(grid, shown);
  const pitch = grid.length > 1 ? (width - BOX.width - BULGE) / (grid.length - 1) : 0;
  const tallest = Math.max(1, ...grid.map((names) => names.length));
  const edgeOf = (from: string, to: string) => answer.edges.find((edge) => edge.from === from && edge.to === to);
  const placed = grid.flatMap((names, column) =>
    names.map((name, row): Placed => {
      const node = nodes.find((one) => one.name === name);
      const offset = ((tallest - names.length) * ROW) / 2;
      return {
        name,
        column,
        x: column * pitch,
        y: TOP + offset + row * ROW + (column % 2) * 14,
        customers: node?.customers ?? 0,
        events: node?.events ?? 0,
        begins: edgeOf(START, name)?.customers ?? 0,
        ends: edgeOf(name, END)?.customers ?? 0,
        again: edgeOf(name, name),
      };
    }),
  );
  return { nodes: placed, edges: curvesOf(placed, shown, levels), height: TOP + tallest * ROW + 14, width };
}

/**
 * Names in the order of the way, cut into at most `most` columns so that as few moves as can be stay within one, and
 * columns are about as high as one another.
 */
export function partedBy(names: string[], shown: Edge[], most: number): string[][] {
  const place = new Map(names.map((name, index) => [name, index]));
  const total = Math.max(
    1,
    shown.reduce((sum, { count }) => sum + count, 0),
  );
  const even = names.length / most;
  // within(a, b): the part of the flow between names a to b - 1, and how far their number is from even.
  const within = (a: number, b: number) => {
    const inside = shown.reduce((sum, { from, to, count }) => {
      const [x, y] = [place.get(from) ?? -1, place.get(to) ?? -1];
      return x >= a && x < b && y >= a && y < b ? sum + count : sum;
    }, 0);
    return inside / total + (0.4 * ((b - a) / even - 1) ** 2) / most;
  };
  const best = names.map((_, end) => ({ cost: within(0, end + 1), cut: 0 }));
  let cuts = [best.map(({ cut }) => cut)];
  let costs = best.map(({ cost }) => cost);
  for (let column = 1; column < Math.min(most, names.length); column++) {
    const next = costs.map((_, end) => {
      let found = { cost: costs[end] ?? 0, cut: end + 1 };
      for (let cut = column; cut <= end; cut++) {
        const cost = (costs[cut - 1] ?? 0) + within(cut, end + 1);
        if (cost < found.cost) found = { cost, cut };
      }
      return found;
    });
    cuts = [...cuts, next.map(({ cut }) => cut)];
    costs = next.map(({ cost }) => cost);
  }
  const columns: string[][] = [];
  let end = names.length;
  for (let column = cuts.length - 1; column >= 0 && end > 0; column--) {
    const cut = cuts[column]?.[end - 1] ?? 0;
    if (cut < end) columns.unshift(names.slice(cut, end));
    end = Math.min(cut, end);
  }
  return columns;
}

const SWEEPS = 6;

/** Orders the names of each column by where their neighbours in the columns beside them stand. */
function untangle(grid: string[][], shown: Edge[]): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map(grid.flatMap((names) => names.map((name, row) => [name, (row + 0.5) / names.length])));
    for (const names of grid) {
      const pull = (name: string) => {
        let [sum, weight] = [0, 0];
        for (const { from, to, count } of shown) {
          const other = from === name ? to : to === name ? from : undefined;
          if (other === undefined || names.includes(other)) continue;
          sum += (place.get(other) ?? 0.5) * count;
          weight += count;
        }
        return weight > 0 ? sum / weight : (place.get(name) ?? 0.5);
      };
      const pulls = new Map(names.map((name) => [name, pull(name)]));
      names.sort((a, b) => (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0));
    }
  }
}

const WIDEST = 11;
const ARROW = 7;

function curvesOf(nodes: Placed[], shown: Edge[], levels: Map<string, number>): Drawn[] {
  const at = new Map(nodes.map((node) => [node.name, node]));
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const ports = new Map<string, Edge[]>();
  const portsOf = (key: string, edge: Edge) => ports.set(key, [...(ports.get(key) ?? []), edge]);
  const sides = shown.flatMap((edge) => {
    const [source, target] = [at.get(edge.from), at.get(edge.to)];
    if (!source || !target) return [];
    const forth = target.column > source.column;
    const beside = target.column === source.column;
    const [out, into] = [forth || beside ? "right" : "left", forth ? "left" : "right"];
    portsOf(`${edge.from} ${out}`, edge);
    portsOf(`${edge.to} ${into}`, edge);
    return [{ edge, source, target, out, into, beside }];
  });
  // Along a side moves stand in the order of the other end: so few cross right at a node.
  for (const [key, edges] of ports) {
    const far = ({ from, to }: Edge) =>
      at.get(key.startsWith(`${from} `) && !key.startsWith(`${to} `) ? to : from)?.y ?? 0;
    edges.sort((a, b) => far(a) - far(b));
  }
  const heightOf = (key: string, edge: Edge, node: Placed) => {
    const own = ports.get(key) ?? [];
    return node.y + (BOX.height * (own.indexOf(edge) + 1)) / (own.length + 1);
  };
  return sides.map(({ edge, source, target, out, into, beside }): Drawn => {
    const y0 = heightOf(`${edge.from} ${out}`, edge, source);
    const y1 = heightOf(`${edge.to} ${into}`, edge, target);
    const x0 = out === "right" ? source.x + BOX.width : source.x;
    const edgeOf = into === "right" ? target.x + BOX.width : target.x;
    const x1 = into === "right" ? edgeOf + ARROW : edgeOf - ARROW;
    const bend = beside ? 34 : Math.max(30, Math.abs(x1 - x0) / 2);
    const [c0, c1] = [x0 + (out === "right" ? bend : -bend), x1 + (into === "right" ? bend : -bend)];
    return {
      edge,
      back: (levels.get(edge.to) ?? 0) < (levels.get(edge.from) ?? 0),
      width: Math.max(1, (edge.count / most) * WIDEST),
      points: [
        [x0, y0],
        [c0, y0],
        [c1, y1],
        [x1, y1],
      ],
    };
  });
}

/** A place on a curve, `t` of 0 to 1. */
export function onCurve(points: [number, number][], t: number): [number, number] {
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  const sum = (axis: 0 | 1) =>
    weights.reduce((total, weight, place) => total + weight * (points[place]?.[axis] ?? 0), 0);
  return [sum(0), sum(1)];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export interface Label extends Box {
  edge: Edge;
}

/** Where words of moves stand: on their curves, off nodes and other words; the strongest first, without room none. */
export function placeWords({ nodes, edges, width, height }: Layered, sizeOf: (edge: Edge) => number): Label[] {
  const taken: Box[] = nodes.map(({ x, y }) => ({ x: x - 6, y: y - 3, width: BOX.width + 12, height: BOX.height + 6 }));
  const labels: Label[] = [];
  for (const { edge, points } of [...edges].sort((a, b) => b.edge.count - a.edge.count)) {
    const size = { width: sizeOf(edge) + 4, height: 17 };
    for (const t of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
      const [x, y] = onCurve(points, t);
      const box = { x: x - size.width / 2, y: y - size.height / 2, ...size };
      if (box.x < 0 || box.x + box.width > width || box.y < 0 || box.y + box.height > height) continue;
      if (taken.some((other) => meet(other, box))) continue;
      taken.push(box);
      labels.push({ edge, ...box });
      break;
    }
  }
  return labels;
}
