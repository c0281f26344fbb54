/** A step of a funnel, as it is answered. */
export interface Step {
  step: number;
  name: string;
  customers: number;
  dropped: number;
  in_window: number;
  share: number | null;
  low: number | null;
  high: number | null;
  median_s: number | null;
  median_low: number | null;
  median_high: number | null;
}

export interface Funnel {
  n: number;
  steps: Step[];
  converted: {
    customers: number;
    share: number | null;
    low: number | null;
    high: number | null;
    median_s: number | null;
  };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The river at a step: its customers, those who go on, those who still can, those who dropped. */
export interface Reach {
  step: Step;
  next: Step | undefined;
  /** Its column, from left edge to left edge. */
  x: number;
  width: number;
  block: Box;
  band: Box | undefined;
  waiting: Box | undefined;
  wedge: string | undefined;
  /** From where words under the river stand. */
  foot: { x: number; y: number; width: number };
  /** How far down the next step reaches at the bounds of the share. */
  bounds: { x: number; low: number; high: number } | undefined;
}

const PEEL = 44;
const GAP = 8;

/** One scale for all steps; a flat top, what goes on to the right, what leaves downward. */
export function riverOf({ steps, n }: Funnel, width: number, top: number, height: number): Reach[] {
  const scale = height / Math.max(n, 1);
  const column = width / Math.max(steps.length, 1);
  return steps.map((step, index): Reach => {
    const next = steps[index + 1];
    const x = index * column;
    const half = column / 2;
    const tall = step.customers * scale;
    const place = { step, next, x, width: column };
    if (!next) {
      const block = { x, y: top, width: column, height: tall };
      return {
        ...place,
        block,
        band: undefined,
        waiting: undefined,
        wedge: undefined,
        foot: { x, y: top, width: 0 },
        bounds: undefined,
      };
    }
    const turn = x + half;
    const [on, open, lost] = [next.customers * scale, step.in_window * scale, step.dropped * scale];
    const peel = Math.min(PEEL, half * 0.38);
    return {
      ...place,
      block: { x, y: top, width: half, height: tall },
      band: { x: turn, y: top, width: half, height: on },
      waiting: step.in_window > 0 ? { x: turn, y: top + on, width: peel, height: open } : undefined,
      wedge: step.dropped > 0 ? wedgeOf(turn, top + on + open, peel, lost) : undefined,
      foot: { x: turn + peel + GAP, y: top + on, width: column - peel - 2 * GAP },
      bounds:
        next.low === null || next.high === null
          ? undefined
          : { x: x + column - 7, low: top + next.low * tall, high: top + next.high * tall },
    };
  });
}

/** A loss, peeling off downward with its true height at the root. */
function wedgeOf(x: number, y: number, width: number, height: number): string {
  const tip = y + height + 18;
  return `M${x} ${y}C${x + width * 0.7} ${y} ${x + width} ${y + height * 0.45} ${x + width} ${tip}C${x + width * 0.85} ${y + height + 5} ${x + width * 0.6} ${y + height} ${x} ${y + height}Z`;
}
