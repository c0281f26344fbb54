import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { Callouts } from "./Callouts";
import { bandPath, curvePath, monotone, type Point } from "./curve";
import { CURVE, type Geometry, heightOf } from "./geometry";
import { FEW, type Known, knownOf } from "./known";
import { Text } from "./parts";
import { fitted } from "./text";

/** Lane 3, the hero: the emotion curve on -2 to +2, with its interval, from the answers alone. */
export function Feeling({
  geometry,
  compare,
  hovered,
  format,
}: {
  geometry: Geometry;
  compare: MapAnswer | null;
  hovered: string | null;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const clip = useId();
  const top = geometry.lanes.feeling.y + geometry.caption + CURVE.top;
  const y = (value: number) => heightOf(geometry, value);
  const [left, right] = [geometry.gutter, geometry.width - 16];
  const known = geometry.columns.flatMap(knownOf);
  const points = known.map(({ column, value }): Point => [column.middle, y(value)]);
  const zero = y(0);
  return (
    <g>
      <title>{t("feeling.title")}</title>
      <defs>
        <clipPath id={`${clip}up`}>
          <rect x={left - 20} y={top - 40} width={right - left + 60} height={zero - top + 40} />
        </clipPath>
        <clipPath id={`${clip}down`}>
          <rect x={left - 20} y={zero} width={right - left + 60} height={CURVE.height} />
        </clipPath>
      </defs>
      {[-1, 1].map((value) => (
        <line key={value} x1={left} x2={right} y1={y(value)} y2={y(value)} style={{ stroke: "var(--line)" }} />
      ))}
      <path
        d={bandPath(
          known.map(({ column, high }): Point => [column.middle, y(high)]),
          known.map(({ column, low }): Point => [column.middle, y(low)]),
        )}
        style={{ fill: "var(--band)" }}
      />
      {points.length > 1 && <Fills points={points} zero={zero} clip={clip} />}
      <line x1={left} x2={right} y1={zero} y2={zero} style={{ stroke: "var(--ink-3)", strokeWidth: 1.25 }} />
      <Compared geometry={geometry} compare={compare} y={y} />
      {["up", "down"].map((side) => (
        <g
          key={side}
          clipPath={`url(#${clip}${side})`}
          style={{
            fill: "none",
            stroke: side === "up" ? "var(--pos-1)" : "var(--neg-1)",
            strokeWidth: 3,
            strokeLinecap: "round",
            strokeLinejoin: "round",
          }}
        >
          <Segments known={known} points={points} />
        </g>
      ))}
      {known.map((node, i) => (
        <Node key={node.column.touchpoint.id} node={node} at={points[i] as Point} format={format} />
      ))}
      {known.length === 0 && (
        <Text x={left + 14} y={zero - 14} size={13} tone="ink-2">
          {t("feeling.none")}
        </Text>
      )}
      <Counts geometry={geometry} y={top + CURVE.height + 30} hovered={hovered} format={format} />
      <Callouts
        known={known}
        points={points}
        frame={{ left, right, top: top - 26, bottom: top + CURVE.height + 12 }}
        format={format}
      />
    </g>
  );
}

function Fills({ points, zero, clip }: { points: Point[]; zero: number; clip: string }) {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const area = `${curvePath(points)}L${last[0]} ${zero}L${first[0]} ${zero}Z`;
  return (
    <>
      <path d={area} clipPath={`url(#${clip}up)`} style={{ fill: "var(--pos-fill)" }} />
      <path d={area} clipPath={`url(#${clip}down)`} style={{ fill: "var(--neg-fill)" }} />
    </>
  );
}

/** Solid between neighbours, dashed over touchpoints where nobody answered. */
function Segments({ known, points }: { known: Known[]; points: Point[] }) {
  return monotone(points).map((segment, i) => {
    const [from, to] = [known[i] as Known, known[i + 1] as Known];
    const [x, y] = points[i] as Point;
    const gap = to.column.index - from.column.index > 1;
    return (
      <path
        key={to.column.touchpoint.id}
        d={`M${x} ${y}${segment}`}
        style={gap ? { strokeDasharray: "7 7" } : undefined}
      />
    );
  });
}

function Node({ node, at, format }: { node: Known; at: Point; format: Format }) {
  const { t } = useTranslation("journey");
  const { touchpoint } = node.column;
  const colour = node.value < 0 ? "var(--neg-1)" : "var(--pos-1)";
  const hollow = touchpoint.feeling_n < FEW;
  return (
    <circle
      cx={at[0]}
      cy={at[1]}
      r={5}
      style={{ fill: hollow ? "var(--page)" : colour, stroke: hollow ? colour : "var(--page)", strokeWidth: 2 }}
    >
      <title>
        {t("feeling.node", {
          name: touchpoint.name,
          value: format.signed(node.value),
          low: format.signed(node.low),
          high: format.signed(node.high),
          n: format.number(touchpoint.feeling_n),
        })}
      </title>
    </circle>
  );
}

function Compared({
  geometry,
  compare,
  y,
}: {
  geometry: Geometry;
  compare: MapAnswer | null;
  y: (value: number) => number;
}) {
  const { t } = useTranslation("journey");
  if (!compare) return null;
  const others = new Map(compare.stages.flatMap((stage) => stage.touchpoints).map((one) => [one.id, one.feeling]));
  const points = geometry.columns.flatMap((column): Point[] => {
    const feeling = others.get(column.touchpoint.id);
    return feeling === undefined || feeling === null ? [] : [[column.middle, y(2 * feeling)]];
  });
  const last = points.at(-1);
  if (!last) return null;
  return (
    <g>
      <path
        d={curvePath(points)}
        style={{
          fill: "none",
          stroke: "var(--ink-3)",
          strokeWidth: 1.75,
          strokeDasharray: "2 5",
          strokeLinecap: "round",
        }}
      />
      {points.map(([cx, cy]) => (
        <circle
          key={cx}
          cx={cx}
          cy={cy}
          r={3.5}
          style={{ fill: "var(--page)", stroke: "var(--ink-3)", strokeWidth: 1.5 }}
        />
      ))}
      <Text x={last[0] + 9} y={last[1] - 7} tone="ink-2">
        {t("compared")}
      </Text>
    </g>
  );
}

function Counts({
  geometry,
  y,
  hovered,
  format,
}: {
  geometry: Geometry;
  y: number;
  hovered: string | null;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  return geometry.columns.map(({ touchpoint, middle, width, index }) => (
    <Text
      key={touchpoint.id}
      x={middle}
      y={y}
      anchor="middle"
      weight={hovered === touchpoint.id ? 600 : 400}
      tone={hovered === touchpoint.id ? "ink" : "ink-2"}
    >
      {touchpoint.feeling_n
        ? `${index === 0 ? "n " : ""}${format.number(touchpoint.feeling_n)}`
        : fitted(t("feeling.noAnswers"), width - 8, 12)}
    </Text>
  ));
}
