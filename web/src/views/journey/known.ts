import type { MapAnswer } from "../../api/types";
import type { Point } from "./curve";
import type { Column, Geometry } from "./geometry";

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
  const { feeling, feeling_low, feeling_high } = column.marks;
  if (feeling === null) return [];
  return [{ column, value: 2 * feeling, low: 2 * (feeling_low ?? feeling), high: 2 * (feeling_high ?? feeling) }];
}

/** The comparison's feeling over the same columns. */
export function comparedPoints(geometry: Geometry, compare: MapAnswer | null, y: (value: number) => number): Point[] {
  const others = new Map(compare?.stages.flatMap((stage) => stage.touchpoints).map((one) => [one.id, one.feeling]));
  return geometry.columns.flatMap((column): Point[] => {
    const feeling = others.get(column.touchpoint.id);
    return feeling === undefined || feeling === null ? [] : [[column.middle, y(2 * feeling)]];
  });
}
