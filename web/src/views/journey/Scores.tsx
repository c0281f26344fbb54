import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { MapStage, Score } from "../../api/types";
import type { Format } from "../../ui/format";
import { Lines, Text } from "../../ui/picture/Text";
import { fitted, widthOf, wrapped } from "../../ui/picture/text";
import { type Geometry, SCORE_PAIR } from "./geometry";
import { NARROW_STAGE } from "./measures";
import { Sticky } from "./scrolling";

const MOST_SCORES = 2;
const LONGEST_SCALE = 320;
const BOUNDS: Record<Score["scale"], [number, number]> = { nps: [-100, 100], csat: [0, 100], ces: [1, 7] };

/** Lane 5: what customers said in figures, each with its interval; of each stage the two that most answered. */
export function Scores({
  geometry,
  scroller,
  format,
}: {
  geometry: Geometry;
  scroller: RefObject<HTMLElement | null>;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const top = geometry.lanes.scores.y + geometry.caption;
  return geometry.strips.map(({ stage, x, width }) => {
    const scores = scoresOf(stage);
    if (scores.length === 0)
      return (
        <Lines
          key={stage.id}
          lines={wrapped(t("noScore"), width - 16, 12, 400, 2)}
          x={x + 12}
          y={top + 34}
          leading={16}
          tone="ink-2"
        />
      );
    const [first, second] = scores as [Score, Score?];
    const beside = second && width >= SCORE_PAIR;
    const [left, room] = [x + 12, Math.min(width, geometry.sight) - 24];
    const wide = Math.min(LONGEST_SCALE, beside ? (room - 20) / 2 : room);
    const own = { top, width: wide, narrow: width < NARROW_STAGE, format };
    return (
      <Sticky
        key={stage.id}
        scroller={scroller}
        from={x - geometry.gutter}
        most={Math.max(0, width - 24 - wide * (beside ? 2 : 1) - (beside ? 20 : 0))}
      >
        <OneScore score={first} left={left} {...own} />
        {second && beside && <OneScore score={second} left={left + wide + 20} {...own} />}
        {second && !beside && (
          <ScoreLine score={second} left={left} width={room} y={top + geometry.scores.block + 27} format={format} />
        )}
      </Sticky>
    );
  });
}

function scoresOf({ scores }: MapStage): Score[] {
  return [...scores].sort((a, b) => b.n - a.n).slice(0, MOST_SCORES);
}

interface ScoreProps {
  score: Score;
  left: number;
  width: number;
  top: number;
  narrow: boolean;
  format: Format;
}

function OneScore({ score, left, width, top, narrow, format }: ScoreProps) {
  const { t } = useTranslation("journey");
  const [least, most] = BOUNDS[score.scale];
  const at = (value: number) => left + ((value - least) / (most - least)) * width;
  const { value, low, high } = scoreWords(score, format);
  const interval = `[${t("range", { low, high })}]`;
  const count = `n ${format.number(score.n)}`;
  const y = top + 48;
  const oneLine = !narrow && widthOf(`${interval} · ${count}`, 12) <= width + 8;
  return (
    <g>
      <title>{score.definition}</title>
      <text x={left} y={top + 33} style={{ fontSize: narrow ? 12 : 13, fill: "var(--ink-2)" }}>
        <tspan style={{ fontSize: narrow ? 15 : 20, fontWeight: 600, fill: "var(--ink)", letterSpacing: "-0.01em" }}>
          {value}
        </tspan>
        {` ${score.scale.toUpperCase()}`}
      </text>
      <line x1={left} x2={left + width} y1={y} y2={y} style={{ stroke: "var(--line-2)" }} />
      <line x1={at(score.low)} x2={at(score.high)} y1={y} y2={y} style={{ stroke: "var(--vol-2)", strokeWidth: 8 }} />
      <line
        x1={at(score.value)}
        x2={at(score.value)}
        y1={y - 6}
        y2={y + 6}
        style={{ stroke: "var(--ink)", strokeWidth: 2 }}
      />
      <Text x={left} y={y + 24} tone="ink-2">
        {fitted(oneLine ? `${interval} · ${count}` : interval, width + 10, 12)}
      </Text>
      {narrow && (
        <Text x={left} y={y + 39} tone="ink-2">
          {fitted(count, width + 10, 12)}
        </Text>
      )}
    </g>
  );
}

/** A second score where there is no room for its scale. */
function ScoreLine({
  score,
  left,
  width,
  y,
  format,
}: Pick<ScoreProps, "score" | "left" | "width" | "format"> & { y: number }) {
  const { t } = useTranslation("journey");
  const { value, low, high } = scoreWords(score, format);
  const scale = ` ${score.scale.toUpperCase()}`;
  const interval = ` [${t("range", { low, high })}]`;
  const fits = widthOf(value, 13, 600) + widthOf(scale + interval, 12) <= width + 8;
  return (
    <g>
      <title>{`${score.definition}${interval} n ${format.number(score.n)}`.trim()}</title>
      <text x={left} y={y} style={{ fontSize: 12, fill: "var(--ink-2)" }}>
        <tspan style={{ fontSize: 13, fontWeight: 600, fill: "var(--ink)" }}>{value}</tspan>
        {fits ? scale + interval : scale}
      </text>
    </g>
  );
}

/** A score and its interval as they are written: CSAT as per cent, CES with one decimal. */
export function scoreWords(score: Score, format: Format): { value: string; low: string; high: string } {
  const plain = (value: number) => (score.scale === "ces" ? format.decimal(value, 1) : format.number(value));
  return {
    value: score.scale === "csat" ? format.percent(score.value / 100) : plain(score.value),
    low: plain(score.low),
    high: plain(score.high),
  };
}
