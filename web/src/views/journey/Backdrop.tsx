import type { Geometry } from "./geometry";

/** Stages part by a tint on every other column, unbroken from name to tray. */
export function Tints({
  geometry,
  over,
  lit,
}: {
  geometry: Geometry;
  /** The stage over which something is carried: its tint doubles. */
  over: string | null;
  /** The touchpoint whose column is lit through all lanes. */
  lit: string | null;
}) {
  const column = geometry.columns.find(({ touchpoint }) => touchpoint.id === lit);
  const height = geometry.tray.height ? geometry.tray.y - 4 : geometry.height;
  return (
    <g aria-hidden="true">
      {geometry.strips.map((strip) => (
        <g key={strip.stage.id} style={{ fill: "var(--stage-tint)" }}>
          {strip.index % 2 === 0 && <rect x={strip.x} y={0} width={strip.width} height={height} rx={16} />}
          {strip.stage.id === over && <rect x={strip.x} y={0} width={strip.width} height={height} rx={16} />}
        </g>
      ))}
      {column && (
        <rect
          x={column.x}
          y={geometry.stages.height}
          width={column.width}
          height={height - geometry.stages.height}
          style={{ fill: "var(--stage-tint)" }}
        />
      )}
    </g>
  );
}

/** Lanes part by a hairline. */
export function Rules({ geometry }: { geometry: Geometry }) {
  const rows = [...Object.values(geometry.lanes), ...(geometry.tray.height ? [geometry.tray] : [])];
  return rows.map(({ y }) => (
    <line
      key={y}
      x1={geometry.gutter ? 12 : 0}
      x2={geometry.width - 4}
      y1={y + 0.5}
      y2={y + 0.5}
      style={{ stroke: "var(--line)" }}
    />
  ));
}
