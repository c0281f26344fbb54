import { ENDS, type End, keyOf, type Link, linkKey, type Node, type Paths } from "./model";

/** A node in its place. `height` is of its customers, `slot` what it has for itself: its words need more than a line. */
export interface Placed {
  key: string;
  column: number;
  node: Node;
  x: number;
  y: number;
  height: number;
  /** Who ends here, from the foot of the node upward. */
  ends: { end: End; customers: number; y: number; height: number }[];
}

export interface Ribbon {
  key: string;
  link: Link;
  source: string;
  target: string;
  width: number;
  /** Middles of its ends. */
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Sankey {
  nodes: Placed[];
  ribbons: Ribbon[];
  height: number;
  /** From column to column. */
  pitch: number;
  /** Where the first column stands. */
  left: number;
}

export const NODE = 12;
/** How far out of a node those reach who end there. */
export const STUB = 22;
/** Words of a node take this much, whatever its height. */
const SLOT = 17;
const GAP = 7;
const FLOW = 400;
const TOP = 30;

/**
 * Nodes by column, ribbons between them. Customers have one scale in the whole picture; a node has at least the height
 * of its words, so that labels never meet. Backward, who ends at a node began there: those stand on its left.
 */
export function layoutSankey({ columns, links }: Paths, width: number, label: number): Sankey {
  const most = Math.max(1, ...columns.map(({ nodes }) => nodes.reduce((sum, { customers }) => sum + customers, 0)));
  const scale = FLOW / most;
  const left = (columns[0]?.column ?? 0) < 0 ? STUB : 0;
  const pitch = columns.length > 1 ? (width - left - NODE - label) / (columns.length - 1) : width;
  const order = ordered(columns, links);
  const nodes: Placed[] = [];
  let bottom = TOP;
  columns.forEach(({ column }, place) => {
    let y = TOP;
    for (const node of order[place] ?? []) {
      const height = Math.max(node.customers * scale, 1.5);
      nodes.push({
        key: keyOf(column, node.name),
        column,
        node,
        x: left + place * pitch,
        y,
        height,
        ends: endsOf(node, y + height, scale),
      });
      y += Math.max(height, SLOT) + GAP;
    }
    bottom = Math.max(bottom, y);
  });
  return { nodes, ribbons: ribbonsOf(nodes, links, scale), height: bottom + 4, pitch, left };
}

function endsOf(node: Node, bottom: number, scale: number): Placed["ends"] {
  let y = bottom;
  return [...ENDS].reverse().flatMap((end) => {
    const customers = node[end];
    if (customers === 0) return [];
    const height = customers * scale;
    y -= height;
    return [{ end, customers, y, height }];
  });
}

/** Ribbons leave and reach nodes in the order of where they come from and go to, so that few of them cross. */
function ribbonsOf(nodes: Placed[], links: Link[], scale: number): Ribbon[] {
  const at = new Map(nodes.map((node) => [node.key, node]));
  const found = links.flatMap((link) => {
    const source = at.get(keyOf(link.column, link.from));
    const target = at.get(keyOf(link.column + 1, link.to));
    return source && target ? [{ link, source, target, width: link.customers * scale }] : [];
  });
  const outs = new Map<string, number>();
  const ins = new Map<string, number>();
  const starts = new Map<string, number>();
  const stops = new Map<string, number>();
  for (const one of [...found].sort((a, b) => a.target.y - b.target.y)) {
    const offset = outs.get(one.source.key) ?? 0;
    starts.set(linkKey(one.link), one.source.y + offset + one.width / 2);
    outs.set(one.source.key, offset + one.width);
  }
  for (const one of [...found].sort((a, b) => a.source.y - b.source.y)) {
    const offset = ins.get(one.target.key) ?? 0;
    stops.set(linkKey(one.link), one.target.y + offset + one.width / 2);
    ins.set(one.target.key, offset + one.width);
  }
  return found.map(({ link, source, target, width }) => {
    const key = linkKey(link);
    return {
      key,
      link,
      source: source.key,
      target: target.key,
      width,
      x0: source.x + NODE,
      y0: starts.get(key) ?? 0,
      x1: target.x,
      y1: stops.get(key) ?? 0,
    };
  });
}

const SWEEPS = 4;

/** Nodes of each column: those of the same names and neighbours near one another, what gathers the others last. */
function ordered(columns: Paths["columns"], links: Link[]): Node[][] {
  const order = columns.map(({ nodes }) =>
    [...nodes].sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.customers - a.customers),
  );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (let step = 1; step < columns.length; step++) {
      const place = forth ? step : columns.length - 1 - step;
      const beside = forth ? place - 1 : place + 1;
      const middles = middlesOf(order[beside] ?? []);
      const column = columns[place]?.column ?? 0;
      const pulls = new Map<string | null, { weight: number; sum: number }>();
      for (const link of links) {
        if (link.column !== (forth ? column - 1 : column)) continue;
        const [own, far] = forth ? [link.to, link.from] : [link.from, link.to];
        const pull = pulls.get(own) ?? { weight: 0, sum: 0 };
        pull.weight += link.customers;
        pull.sum += link.customers * (middles.get(far) ?? 0);
        pulls.set(own, pull);
      }
      const middleOf = (node: Node) => {
        const pull = pulls.get(node.name);
        return pull && pull.weight > 0 ? pull.sum / pull.weight : Number.MAX_VALUE;
      };
      order[place]?.sort(
        (a, b) =>
          Number(a.name === null) - Number(b.name === null) || middleOf(a) - middleOf(b) || b.customers - a.customers,
      );
    }
  }
  return order;
}

function middlesOf(nodes: Node[]): Map<string | null, number> {
  let y = 0;
  return new Map(
    nodes.map((node) => {
      const middle = y + node.customers / 2;
      y += node.customers;
      return [node.name, middle];
    }),
  );
}

/** The keys of the nodes and ribbons that customers of a mark can pass: what leads to it, and what leads on from it. */
export function waysThrough({ ribbons }: Sankey, key: string): Set<string> {
  const lit = new Set([key]);
  const own = ribbons.find((ribbon) => ribbon.key === key);
  const walk = (from: string, onward: boolean) => {
    lit.add(from);
    for (const ribbon of ribbons) {
      if (lit.has(ribbon.key) || (onward ? ribbon.source : ribbon.target) !== from) continue;
      lit.add(ribbon.key);
      walk(onward ? ribbon.target : ribbon.source, onward);
    }
  };
  walk(own ? own.target : key, true);
  walk(own ? own.source : key, false);
  return lit;
}
