import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "../../ui/format";
import type { Point } from "./curve";
import { FEW, type Known } from "./known";
import type { Target } from "./types";

interface Props {
  known: Known[];
  points: Point[];
  format: Format;
  selected: Target | null;
  onHover: (touchpoint: string | null) => void;
  onSelect: (target: Target, box: DOMRect) => void;
}

const REACH = 14;

/** The curve's nodes: each opens its touchpoint's evidence. Tab reaches the curve once, arrows walk along it. */
export function Nodes({ known, points, format, selected, onHover, onSelect }: Props) {
  const { t } = useTranslation("journey");
  const [walked, setWalked] = useState<string | null>(null);
  const stop = known.some(({ column }) => column.touchpoint.id === walked) ? walked : known[0]?.column.touchpoint.id;
  return known.map((node, i) => {
    const { touchpoint } = node.column;
    const [cx, cy] = points[i] as Point;
    const colour = node.value < 0 ? "var(--neg-1)" : "var(--pos-1)";
    const hollow = touchpoint.feeling_n < FEW;
    const words = t("feeling.node", {
      name: touchpoint.name,
      value: format.signed(node.value),
      low: format.signed(node.low),
      high: format.signed(node.high),
      n: format.number(touchpoint.feeling_n),
    });
    const select = (element: Element) =>
      onSelect({ kind: "touchpoint", id: touchpoint.id }, element.getBoundingClientRect());
    return (
      <g key={touchpoint.id}>
        <circle
          cx={cx}
          cy={cy}
          r={5}
          style={{ fill: hollow ? "var(--page)" : colour, stroke: hollow ? colour : "var(--page)", strokeWidth: 2 }}
        />
        <circle
          role="button"
          tabIndex={touchpoint.id === stop ? 0 : -1}
          data-node={touchpoint.id}
          aria-label={words}
          aria-pressed={selected?.kind === "touchpoint" && selected.id === touchpoint.id}
          cx={cx}
          cy={cy}
          r={REACH}
          style={{ fill: "transparent", cursor: "pointer" }}
          onPointerEnter={() => onHover(touchpoint.id)}
          onPointerLeave={() => onHover(null)}
          onFocus={() => setWalked(touchpoint.id)}
          onClick={(event) => event.detail < 2 && select(event.currentTarget)}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              select(event.currentTarget);
            } else walk(event);
          }}
        >
          <title>{words}</title>
        </circle>
      </g>
    );
  });
}

function walk(event: KeyboardEvent<SVGElement>): void {
  const nodes = [...(event.currentTarget.ownerSVGElement?.querySelectorAll<SVGElement>("[data-node]") ?? [])];
  const here = nodes.indexOf(event.currentTarget);
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: nodes.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  nodes[to]?.focus();
}
