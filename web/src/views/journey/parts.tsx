import type { Evidence } from "../../api/types";
import { ICONS, type IconName } from "../../ui/icons";

/** A text of the picture. */
export function Text(props: {
  x: number;
  y: number;
  size?: number;
  weight?: number;
  anchor?: "start" | "middle" | "end";
  tone?: "ink" | "ink-2" | "accent";
  children: React.ReactNode;
}) {
  return (
    <text
      x={props.x}
      y={props.y}
      textAnchor={props.anchor ?? "start"}
      style={{
        fontSize: props.size ?? 12,
        fontWeight: props.weight ?? 400,
        fill: `var(--${props.tone ?? "ink"})`,
        fontVariantNumeric: "tabular-nums",
      }}
    >
      {props.children}
    </text>
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
