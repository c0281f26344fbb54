import { fitted, widthOf } from "../../ui/picture/text";
import { curvePath, type Point } from "./curve";
import type { Known } from "./known";
import type { Box } from "./placeCallouts";

/** From so much of a difference on the drawn scale of -2 to +2 both curves are joined by a hairline. */
const TELLING_PX = 56;

/** The comparison's curve: dotted, hollow, grey. */
export function Compared({ known, points, others }: { known: Known[]; points: Point[]; others: Point[] }) {
  const own = new Map(known.map(({ column }, i) => [column.middle, (points[i] as Point)[1]]));
  return (
    <g>
      {others.map(([x, y]) => {
        const beside = own.get(x);
        return beside !== undefined && Math.abs(beside - y) >= TELLING_PX ? (
          <line key={x} x1={x} x2={x} y1={y} y2={beside} style={{ stroke: "var(--ink-3)" }} />
        ) : null;
      })}
      <path
        d={curvePath(others)}
        style={{
          fill: "none",
          stroke: "var(--ink-3)",
          strokeWidth: 1.75,
          strokeDasharray: "2 5",
          strokeLinecap: "round",
        }}
      />
      {others.map(([cx, cy]) => (
        <circle
          key={cx}
          cx={cx}
          cy={cy}
          r={3.5}
          style={{ fill: "var(--page)", stroke: "var(--ink-3)", strokeWidth: 1.5 }}
        />
      ))}
    </g>
  );
}

interface EndLabel {
  words: string;
  x: number;
  y: number;
  weight: number;
  tone: "ink" | "ink-2";
  box: Box;
}

const APART = 17;

/** The names of both curves at their ends, moved apart where they would touch. */
export function endLabels(
  own: Point | undefined,
  other: Point | undefined,
  otherName: string,
  ownName: string,
  width: number,
): EndLabel[] {
  if (!other) return [];
  const label = (words: string, [x, y]: Point, weight: number, tone: EndLabel["tone"]): EndLabel => {
    const room = fitted(words, Math.max(40, width - x - 17), 12, weight);
    const wide = widthOf(room, 12, weight);
    const left = x + 16;
    return {
      words: room,
      x: left,
      y: y + 4,
      weight,
      tone,
      box: { left: left - 2, right: left + wide + 2, top: y - 9, bottom: y + 9 },
    };
  };
  const second = label(otherName, other, 400, "ink-2");
  if (!own) return [second];
  const first = label(ownName, own, 600, "ink");
  const gap = second.y - first.y;
  const near = Math.abs(gap) < APART && Math.abs(first.x - second.x) < 120;
  if (near) {
    const shift = ((APART - Math.abs(gap)) / 2) * (gap < 0 ? -1 : 1);
    moveDown(first, -shift);
    moveDown(second, shift);
  }
  return [first, second];
}

function moveDown(label: EndLabel, by: number): void {
  label.y += by;
  label.box = { ...label.box, top: label.box.top + by, bottom: label.box.bottom + by };
}
