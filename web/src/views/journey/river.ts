import { type Column, type Marks, RIVER } from "./geometry";

/** How wide the river's parts are at a column. Met and passed by are all who are on the way there. */
export interface Widths {
  met: number;
  passed: number;
  left: number;
  waiting: number;
}

/** The river of one column; all heights on one scale for the whole map. */
export interface Reach {
  column: Column;
  widths: Widths;
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
  const scale = scaleOf(columns, RIVER.height);
  const turn = (column: Column) => column.x + column.width - Math.min(26, column.width * 0.24);
  const reaches = columns.map((column): Reach => {
    const widths = widthsOf(column.marks, scale);
    const ends = column.index === columns.length - 1;
    const x0 = column.index === 0 ? column.x + 4 : column.x;
    const x1 = ends ? column.x + column.width - 4 : column.x + column.width;
    const bottom = top + widths.met + widths.passed;
    if (ends)
      return { column, widths, way: `M${x0} ${top}H${x1}V${bottom}H${x0}Z`, waiting: null, wedge: null, label: null };
    const xs = turn(column);
    const rest = bottom - widths.left;
    const next = rest - widths.waiting;
    const { alive, left } = column.touchpoint;
    const share = alive ? left / alive : 0;
    const tip = bottom + 16;
    return {
      column,
      widths,
      way: `M${x0} ${top}H${x1}V${next}H${xs}V${bottom}H${x0}Z`,
      waiting: widths.waiting >= 0.75 ? { x: xs, y: next, width: Math.min(20, x1 - xs), height: widths.waiting } : null,
      wedge:
        widths.left > 0
          ? `M${xs} ${rest}C${xs + 14} ${rest} ${xs + 20} ${rest + 6} ${xs + 20} ${tip}C${xs + 17} ${bottom + 3} ${xs + 12} ${bottom} ${xs} ${bottom}Z`
          : null,
      label: share >= LEAST_SHARE ? { x: xs + 22, y: tip + 14, share } : null,
    };
  });
  return { reaches, met: currentOf(reaches, top, turn) };
}

/** Pixels a customer, where the widest place of the river is `height` high. */
export function scaleOf(columns: Column[], height: number): number {
  return height / Math.max(1, ...columns.map(({ marks }) => marks.alive));
}

function widthsOf({ alive, customers, left, in_time }: Marks, scale: number): Widths {
  const met = Math.min(customers, alive);
  return { met: met * scale, passed: (alive - met) * scale, left: left * scale, waiting: in_time * scale };
}

const LEAST_CURRENT = 2;

/** The inner current: customers who met the touchpoint. It widens after a column starts and narrows before it ends. */
function currentOf(reaches: Reach[], top: number, turn: (column: Column) => number): string {
  const first = reaches[0];
  if (!first) return "";
  const floor = reaches.map(({ widths }) => top + Math.max(LEAST_CURRENT, widths.met));
  let path = `M${first.column.x + 4} ${top}V${floor[0]}`;
  reaches.forEach(({ column }, i) => {
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
