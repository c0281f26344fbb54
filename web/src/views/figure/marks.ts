import type { ReactNode } from "react";
import type { Behind } from "../../api/explore";

/** Whom a mark stands for; `compared`: in the scope that is compared with. */
export interface Pick {
  behind: Behind;
  compared?: boolean;
}

/** A part of a picture that says what it is, when it is pointed at, focused or read aloud. */
export interface Mark {
  id: string;
  /** Its middle, in the picture's pixels. */
  x: number;
  y: number;
  title: string;
  lines: [name: string, value: string][];
  pick?: Pick | undefined;
}

/** A picture laid out for a width. */
export interface Drawing {
  width: number;
  height: number;
  marks: Mark[];
  /** Draws it; `active` is the mark that is pointed at or focused. */
  paint: (active: Mark | undefined) => ReactNode;
}

export const spoken = ({ title, lines }: Mark) =>
  [title, ...lines.map(([name, value]) => (name ? `${name}: ${value}` : value))].join(", ");

const STEPS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The mark that a key leads to: the nearest on its side, those straight ahead before those aside. */
export function neighbour(marks: Mark[], from: Mark, key: string): Mark | undefined {
  if (key === "Home") return marks[0];
  if (key === "End") return marks.at(-1);
  const step = STEPS[key];
  if (!step) return undefined;
  let found: Mark | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const [dx, dy] = [mark.x - from.x, mark.y - from.y];
    const ahead = dx * step[0] + dy * step[1];
    if (ahead < 1) continue;
    const far = ahead + 3 * Math.abs(dx * step[1] + dy * step[0]);
    if (far < best) [found, best] = [mark, far];
  }
  return found;
}

/** The mark nearest to a place, x before y: on a line the reader points at a time, hardly at a height. */
export function nearest(marks: Mark[], x: number, y: number): Mark | undefined {
  let found: Mark | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const far = 4 * Math.abs(mark.x - x) + Math.abs(mark.y - y);
    if (far < best) [found, best] = [mark, far];
  }
  return found;
}
