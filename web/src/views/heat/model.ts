import type { Share } from "../figure/words";

/** Journeys at a node at a step; without a name, at one of those that have no row of their own. */
export interface Cell extends Share {
  step: number;
  name: string | null;
  customers: number;
}

export interface StepMatrix {
  n: number;
  by: string;
  depth: number;
  rows: Cell[];
}

export const END = "END";

/** The cells of each row of the picture, in the order of the answer: by step. */
export function linesOf({ rows }: StepMatrix): Cell[][] {
  const lines = new Map<string | null, Cell[]>();
  for (const cell of rows) {
    const line = lines.get(cell.name);
    if (line) line.push(cell);
    else lines.set(cell.name, [cell]);
  }
  return [...lines.values()];
}

/** What has the darkest cell: the largest share but those of journeys that are over. */
export const mostOf = ({ rows }: StepMatrix): number =>
  Math.max(0, ...rows.map(({ name, share }) => (name === END ? 0 : (share ?? 0))));
