import type { Column } from "./geometry";

/** Below so many answers a node is hollow and gets no label. */
export const FEW = 50;

/** A touchpoint whose feeling is known, on the drawn scale of -2 to +2. */
export interface Known {
  column: Column;
  value: number;
  low: number;
  high: number;
}

/** None where nobody answered: no node is invented. */
export function knownOf(column: Column): Known[] {
  const { feeling, feeling_low, feeling_high } = column.touchpoint;
  if (feeling === null) return [];
  return [{ column, value: 2 * feeling, low: 2 * (feeling_low ?? feeling), high: 2 * (feeling_high ?? feeling) }];
}
