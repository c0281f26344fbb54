import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { fitted } from "../../ui/picture/text";
import { Callouts, sampled } from "./Callouts";
import { Compared, endLabels } from "./Compared";
import { bandPath, curvePath, monotone, type Point } from "./curve";
import { CURVE, type Geometry, heightOf } from "./geometry";
import { comparedPoints, type Known, knownOf } from "./known";
import { Nodes } from "./Nodes";
import classes from "./Picture.module.css";
import type { Target } from "./types";

interface Props {
  geometry: Geometry;
  compare: MapAnswer | null;
  compareName: string;
  hovered: string | null;
  selected: Target | null;
  /** Labels come when the marks have arrived. */
  travelling: boolean;
  format: Format;
  onHover: (touchpoint: string | null) => void;
  onSelect: (target: Target, box: DOMRect) => void;
}

/** Lane 3, the hero: the emotion curve on -2 to +2, with its interval, from the answers alone. */
export function Feeling({ geometry, compare, compareName, hovered, travelling, format, ...acts }: Props) {
  const { t } = useTranslation("journey");
  const clip = useId();
  const top = geometry.lanes.feeling.y + geometry.caption + CURVE.top;
  const y = (value: number) => heightOf(geometry, value);
  const [left, right] = [geometry.gutter, geometry.width - 16];
  const known = geometry.columns.flatMap(knownOf);
  const points = known.map(({ column, value }): Point => [column.middle, y(value)]);
  const highs = known.map(({ column, high }): Point => [column.middle, y(high)]);
  const lows = known.map(({ column, low }): Point => [column.middle, y(low)]);
  const others = comparedPoints(geometry, compare, y);
  const ends = compare ? endLabels(points.at(-1), others.at(-1), compareName, t("thisMap"), geometry.width) : [];
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
      <path d={bandPath(highs, lows)} style={{ fill: "var(--band)" }} />
      {points.length > 1 && <Fills points={points} zero={zero} clip={clip} />}
      <line x1={left} x2={right} y1={zero} y2={zero} style={{ stroke: "var(--ink-3)", strokeWidth: 1.25 }} />
      <Compared known={known} points={points} others={others} />
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
      {!travelling && (
        <g className={classes.appear}>
          {ends.map((label) => (
            <Text key={label.words} x={label.x} y={label.y} weight={label.weight} tone={label.tone}>
              {label.words}
            </Text>
          ))}
          <Callouts
            known={known}
            points={points}
            keepOff={{
              lines: [points, others].flatMap(sampled),
              band: [highs, lows].flatMap(sampled),
              grid: [y(-1), y(1)],
              zero,
              boxes: ends.map((label) => label.box),
            }}
            frame={{ left, right, top: top - 26, bottom: top + CURVE.height + 12 }}
            format={format}
          />
        </g>
      )}
      <Nodes known={known} points={points} format={format} {...acts} />
      {known.length === 0 && geometry.columns.length > 0 && (
        <Text x={left + 14} y={zero - 14} size={13} tone="ink-2">
          {t("feeling.none")}
        </Text>
      )}
      <Counts geometry={geometry} y={top + CURVE.height + 30} hovered={hovered} format={format} />
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
