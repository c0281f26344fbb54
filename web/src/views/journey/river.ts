import { type Column, RIVER } from "./geometry";

/** The river of one column; all heights on one scale for the whole map. */
export interface Reach {
  column: Column;
  /** Pale: customers still on the way, with the step where some leave. */
  way: string;
  /** Hatched: customers who still have time. */
  waiting: { x: number; y: number; width: number; height: number } | null;
  /** The loss, peeling off downward with its true height at the root. */
  wedge: string | null;
  label: { x: number; y: number; share: number } | null;
}

const LEAST_SHARE = 0.005;

export function riverOf(columns: Column[], top: number): { reaches: Reach[]; met: string } {
  const most = Math.max(1, ...columns.map(({ touchpoint }) => touchpoint.alive));
  const scale = RIVER.height / most;
  const turn = (column: Column) => column.x + column.width - Math.min(26, column.width * 0.24);
  const reaches = columns.map((column): Reach => {
    const { alive, left, in_time } = column.touchpoint;
    const ends = column.index === columns.length - 1;
    const x0 = column.index === 0 ? column.x + 4 : column.x;
    const x1 = ends ? column.x + column.width - 4 : column.x + column.width;
    const [height, next] = [alive * scale, (alive - left - in_time) * scale];
    if (ends)
      return { column, way: `M${x0} ${top}H${x1}V${top + height}H${x0}Z`, waiting: null, wedge: null, label: null };
    const xs = turn(column);
    const rest = top + next + in_time * scale;
    const bottom = top + height;
    const share = alive ? left / alive : 0;
    const tip = bottom + 16;
    return {
      column,
      way: `M${x0} ${top}H${x1}V${top + next}H${xs}V${bottom}H${x0}Z`,
      waiting:
        in_time * scale >= 0.75
          ? { x: xs, y: top + next, width: Math.min(20, x1 - xs), height: in_time * scale }
          : null,
      wedge:
        left > 0
          ? `M${xs} ${rest}C${xs + 14} ${rest} ${xs + 20} ${rest + 6} ${xs + 20} ${tip}C${xs + 17} ${bottom + 3} ${xs + 12} ${bottom} ${xs} ${bottom}Z`
          : null,
      label: share >= LEAST_SHARE ? { x: xs + 22, y: tip + 14, share } : null,
    };
  });
  return { reaches, met: currentOf(columns, top, scale, turn) };
}

/** The inner current: customers who met the touchpoint. It widens after a column starts and narrows before it ends. */
function currentOf(columns: Column[], top: number, scale: number, turn: (column: Column) => number): string {
  const first = columns[0];
  if (!first) return "";
  const floor = columns.map(
    ({ touchpoint }) => top + Math.max(2, Math.min(touchpoint.customers, touchpoint.alive) * scale),
  );
  let path = `M${first.x + 4} ${top}V${floor[0]}`;
  columns.forEach((column, i) => {
    const [now, next] = [floor[i] as number, floor[i + 1]];
    if (next === undefined) {
      path += `H${column.x + column.width - 4}V${top}Z`;
      return;
    }
    const edge = column.x + column.width;
    const [from, to] = next < now ? [turn(column) - 30, turn(column) - 1] : [edge - 4, edge + 28];
    const half = (from + to) / 2;
    path += `H${from}C${half} ${now} ${half} ${next} ${to} ${next}`;
  });
  return path;
}
