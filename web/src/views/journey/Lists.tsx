import { useTranslation } from "react-i18next";
import type { Score } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import type { Geometry, Strip } from "./geometry";
import { Glyph, Text } from "./parts";
import { fitted } from "./text";

const MOST_CHANNELS = 3;
const BOUNDS: Record<Score["scale"], [number, number]> = { nps: [-100, 100], csat: [0, 100], ces: [1, 7] };

/** Lane 4: the channels of each stage, by share of its events. */
export function Channels({ geometry, format }: { geometry: Geometry; format: Format }) {
  const { t } = useTranslation("journey");
  const top = geometry.lanes.channels.y + geometry.caption + 14;
  return geometry.strips.map((strip) => {
    const [left, right] = [strip.x + 12, strip.x + strip.width - 12];
    const narrow = strip.width < 150;
    const nameWidth = narrow ? Math.max(0, right - left - 64) : Math.min(72, (right - left) * 0.34);
    const bar = { from: left + 24 + nameWidth + 6, to: right - 44 };
    return (
      <g key={strip.stage.id}>
        {strip.stage.channels.slice(0, MOST_CHANNELS).map((channel, row) => {
          const name = channel.name || t("noChannel");
          return (
            <g key={channel.name}>
              <title>{`${name}: ${format.number(channel.events)}`}</title>
              <Glyph name={channelIcon(channel.name)} x={left} y={top + row * 24 + 1} size={15} />
              <Text x={left + 24} y={top + row * 24 + 13}>
                {fitted(name, nameWidth, 12)}
              </Text>
              {!narrow && (
                <rect
                  x={bar.from}
                  y={top + row * 24 + 6}
                  width={Math.max(1.5, (bar.to - bar.from) * channel.share)}
                  height={6}
                  rx={3}
                  style={{ fill: "var(--vol-2)" }}
                />
              )}
              <Text x={right} y={top + row * 24 + 13} anchor="end" weight={500}>
                {format.percent(channel.share)}
              </Text>
            </g>
          );
        })}
      </g>
    );
  });
}

/** Lane 5: what customers said in figures, each with its interval. */
export function Scores({ geometry, format }: { geometry: Geometry; format: Format }) {
  const { t } = useTranslation("journey");
  const top = geometry.lanes.scores.y + geometry.caption;
  return geometry.strips.map((strip) => {
    const score = [...strip.stage.scores].sort((a, b) => b.n - a.n)[0];
    if (!score)
      return (
        <Text key={strip.stage.id} x={strip.x + 12} y={top + 48} tone="ink-2">
          {fitted(t("noScore"), strip.width - 20, 12)}
        </Text>
      );
    return <OneScore key={strip.stage.id} strip={strip} score={score} top={top} format={format} />;
  });
}

function OneScore({ strip, score, top, format }: { strip: Strip; score: Score; top: number; format: Format }) {
  const { t } = useTranslation("journey");
  const [left, right] = [strip.x + 12, strip.x + strip.width - 12];
  const [least, most] = BOUNDS[score.scale];
  const at = (value: number) => left + ((value - least) / (most - least)) * (right - left);
  const shown = (value: number) => (score.scale === "ces" ? format.decimal(value, 1) : format.number(value));
  const value = score.scale === "csat" ? format.percent(score.value / 100) : shown(score.value);
  const interval = `[${t("range", { low: shown(score.low), high: shown(score.high) })}]`;
  const count = `n ${format.number(score.n)}`;
  return (
    <g>
      <title>{score.definition}</title>
      <text x={left} y={top + 32} style={{ fontSize: 13, fill: "var(--ink-2)" }}>
        <tspan style={{ fontSize: 20, fontWeight: 600, fill: "var(--ink)", letterSpacing: "-0.01em" }}>{value}</tspan>
        {` ${score.scale.toUpperCase()}`}
      </text>
      <line x1={left} x2={right} y1={top + 48} y2={top + 48} style={{ stroke: "var(--line-2)" }} />
      <line
        x1={at(score.low)}
        x2={at(score.high)}
        y1={top + 48}
        y2={top + 48}
        style={{ stroke: "var(--vol-2)", strokeWidth: 8 }}
      />
      <line
        x1={at(score.value)}
        x2={at(score.value)}
        y1={top + 42}
        y2={top + 54}
        style={{ stroke: "var(--ink)", strokeWidth: 2 }}
      />
      <Text x={left} y={top + 74} tone="ink-2">
        {fitted(`${interval} · ${count}`, right - left + 8, 12)}
      </Text>
    </g>
  );
}
