import type { Column, Geometry, Marks } from "./geometry";
import type { Lifted } from "./useTravel";

/** The picture `share` of the way from one to the other. What is new or unknown on either side stands at its end. */
export function between(from: Geometry, to: Geometry, share: number): Geometry {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const before = new Map(from.columns.map((column) => [column.touchpoint.id, column]));
  const columns = to.columns.map((column): Column => {
    const old = before.get(column.touchpoint.id);
    if (!old) return column;
    return {
      ...column,
      x: mix(old.x, column.x),
      width: mix(old.width, column.width),
      middle: mix(old.middle, column.middle),
      drop: mix(old.drop, column.drop),
      rise: share < 1 ? Math.max(old.rise, Math.abs(column.x - old.x)) : 0,
      marks: mixedMarks(old.marks, column.marks, mix),
    };
  });
  const strips = to.strips.map((strip) => {
    const old = from.strips.find(({ stage }) => stage.id === strip.stage.id);
    const own = columns.filter(({ stage }) => stage === strip.index);
    return old
      ? { ...strip, columns: own, x: mix(old.x, strip.x), width: mix(old.width, strip.width) }
      : { ...strip, columns: own };
  });
  return { ...to, columns, strips };
}

function mixedMarks(old: Marks, now: Marks, mix: (a: number, b: number) => number): Marks {
  const known = (a: number | null, b: number | null) => (a === null || b === null ? b : mix(a, b));
  return {
    alive: mix(old.alive, now.alive),
    left: mix(old.left, now.left),
    in_time: mix(old.in_time, now.in_time),
    customers: mix(old.customers, now.customers),
    feeling: known(old.feeling, now.feeling),
    feeling_low: known(old.feeling_low, now.feeling_low),
    feeling_high: known(old.feeling_high, now.feeling_high),
  };
}

/** The picture with one card where it was let go. */
export function putDown(geometry: Geometry, lifted: Lifted | null): Geometry {
  if (!lifted) return geometry;
  const columns = geometry.columns.map((column) =>
    column.touchpoint.id === lifted.id
      ? {
          ...column,
          x: column.x + lifted.dx,
          middle: column.middle + lifted.dx,
          drop: lifted.dy,
          rise: Number.POSITIVE_INFINITY,
        }
      : column,
  );
  return { ...geometry, columns };
}
