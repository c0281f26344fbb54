import type { KeyboardEvent } from "react";
import type { Evidence } from "../../api/types";
import { ICONS, type IconName } from "../../ui/icons";

/** What makes a mark a button: a press by pointer, Enter or Space. */
export function pressable(press: (element: Element) => void) {
  return {
    role: "button",
    tabIndex: 0,
    onClick: ({ currentTarget }: { currentTarget: Element }) => press(currentTarget),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press(event.currentTarget);
    },
  };
}

/** Opens a name for editing; keys have F2 for it. */
export function Pencil({ x, y, label, onPress }: { x: number; y: number; label: string; onPress: () => void }) {
  return (
    <g
      data-export="no"
      aria-hidden="true"
      style={{ cursor: "pointer" }}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <title>{label}</title>
      <rect x={x - 4} y={y - 4} width={24} height={24} rx={6} style={{ fill: "var(--surface)" }} />
      <path
        transform={`translate(${x} ${y})`}
        d="M2.5 13.5l.8-3.2L10.6 3a1.7 1.7 0 0 1 2.4 2.4L5.7 12.7z"
        style={{ fill: "none", stroke: "var(--accent)", strokeWidth: 1.4, strokeLinejoin: "round" }}
      />
    </g>
  );
}

/** An icon of the page inside the picture; drawn as strokes, so that it survives every export. */
export function Glyph({ name, x, y, size = 18 }: { name: IconName; x: number; y: number; size?: number }) {
  return (
    <g
      transform={`translate(${x} ${y}) scale(${size / 20})`}
      style={{
        fill: "none",
        stroke: "var(--ink-2)",
        strokeWidth: 1.6,
        strokeLinecap: "round",
        strokeLinejoin: "round",
      }}
      aria-hidden="true"
    >
      {ICONS[name]}
    </g>
  );
}

/** How much of a stage rests on evidence: none hollow, part half, full filled. */
export function EvidenceMark({ evidence, x, y, label }: { evidence: Evidence; x: number; y: number; label: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{label}</title>
      <circle
        r={4.5}
        style={{ fill: evidence === "full" ? "var(--ink-3)" : "none", stroke: "var(--ink-3)", strokeWidth: 1.4 }}
      />
      {evidence === "part" && <path d="M0-4.5A4.5 4.5 0 0 1 0 4.5Z" style={{ fill: "var(--ink-3)" }} />}
    </g>
  );
}
