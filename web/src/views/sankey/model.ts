/** A node of the answer; its name is null where it gathers those that are not shown by name. */
export interface Node {
  name: string | null;
  customers: number;
  events: number;
  ended: number;
  open: number;
  cut: number;
  arrived: number;
}

export interface Link {
  column: number;
  from: string | null;
  to: string | null;
  customers: number;
}

export interface Paths {
  n: number;
  start: string | null;
  end: string | null;
  dropped: number;
  in_window: number;
  columns: { column: number; nodes: Node[] }[];
  links: Link[];
  paths: { path: string[]; customers: number; share: number | null; low: number | null; high: number | null }[];
}

/** What ends at a node, in the order it is stacked. */
export const ENDS = ["arrived", "cut", "open", "ended"] as const;
export type End = (typeof ENDS)[number];

export const keyOf = (column: number, name: string | null) => `${column}/${JSON.stringify(name)}`;
export const linkKey = ({ column, from, to }: Link) => `${keyOf(column, from)}>${keyOf(column + 1, to)}`;
