import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { Lines, Text } from "../../ui/picture/Text";
import { wrapped } from "../../ui/picture/text";
import { CURVE, type Geometry, heightOf, LANES, type Lane, riverTop } from "./geometry";

interface Props {
  geometry: Geometry;
  answer: MapAnswer;
  format: Format;
  /** What the map is compared with, if it is. */
  compareName: string | null;
  onFold: (lane: Lane) => void;
}

/** Room of the axis' numbers at the gutter's right edge. */
const AXIS = 32;

/** The names of the lanes, each with one line that explains how to read it. Legends live here and nowhere else. */
export function Gutter({ geometry, answer, format, compareName, onFold }: Props) {
  const { t } = useTranslation("journey");
  const wide = geometry.gutter > 0;
  return (
    <g>
      {wide && <rect x={-2} y={0} width={geometry.gutter} height={geometry.height} style={{ fill: "var(--page)" }} />}
      <Name geometry={geometry} y={0} name={t("lane.stages")} hint={t("lane.stagesHint")} />
      {compareName && wide && <TickLegend geometry={geometry} name={compareName} />}
      {LANES.map((lane) => {
        const row = geometry.lanes[lane];
        const hint =
          lane === "feeling"
            ? t("lane.feelingHint", { count: answer.feeling.n, n: format.number(answer.feeling.n) })
            : t(`lane.${lane}Hint`);
        return (
          <g key={lane}>
            <Name
              geometry={geometry}
              y={row.y}
              name={t(`lane.${lane}`)}
              hint={row.folded ? "" : hint}
              spare={lane === "feeling" ? AXIS : 0}
              fold={() => onFold(lane)}
              folded={row.folded}
            />
            {lane === "feeling" && !row.folded && <Axis geometry={geometry} />}
            {lane === "touchpoints" && !row.folded && wide && <RiverLegend x={12} y={riverTop(geometry) - 18} />}
            {lane === "feeling" && !row.folded && wide && answer.feeling.n > 0 && (
              <Sources answer={answer} y={row.y + 80} format={format} />
            )}
            {lane === "feeling" && !row.folded && wide && compareName && (
              <CurveLegend geometry={geometry} name={compareName} />
            )}
          </g>
        );
      })}
      {geometry.tray.height > 0 && (
        <Name geometry={geometry} y={geometry.tray.y} name={t("lane.tray")} hint={t("lane.trayHint")} />
      )}
    </g>
  );
}

function Name({
  geometry,
  y,
  name,
  hint,
  spare = 0,
  fold,
  folded = false,
}: {
  geometry: Geometry;
  y: number;
  name: string;
  hint: string;
  /** Taken at the right by something else. */
  spare?: number;
  fold?: () => void;
  folded?: boolean;
}) {
  const { t } = useTranslation("journey");
  const wide = geometry.gutter > 0;
  const names = wide ? wrapped(name, geometry.gutter - 26 - spare, 13, 600, 2) : [name];
  const lines = wide && hint ? wrapped(hint, geometry.gutter - 22 - spare, 12, 400, fold ? 4 : 3) : [];
  const left = fold ? 18 : wide ? 12 : 4;
  return (
    <g>
      {fold ? (
        <g
          role="button"
          tabIndex={0}
          aria-expanded={!folded}
          aria-label={t(folded ? "unfold" : "fold", { lane: name })}
          style={{ cursor: "pointer" }}
          onClick={fold}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            fold();
          }}
        >
          <g aria-hidden="true">
            <rect
              x={0}
              y={y + 4}
              width={wide ? geometry.gutter - 8 : 180}
              height={26}
              rx={6}
              style={{ fill: "transparent" }}
            />
            <path
              d={folded ? `M5 ${y + 12}l5 5l-5 5` : `M2 ${y + 15}l5 5l5-5`}
              style={{
                fill: "none",
                stroke: "var(--ink-3)",
                strokeWidth: 1.6,
                strokeLinecap: "round",
                strokeLinejoin: "round",
              }}
            />
            <Lines lines={names} x={left} y={y + 22} leading={17} size={13} weight={600} />
          </g>
        </g>
      ) : (
        <Lines lines={names} x={left} y={y + 22} leading={17} size={13} weight={600} />
      )}
      <Lines lines={lines} x={12} y={y + 42 + (names.length - 1) * 17} leading={16} tone="ink-2" />
    </g>
  );
}

function Axis({ geometry }: { geometry: Geometry }) {
  const wide = geometry.gutter > 0;
  return [-2, -1, 0, 1, 2].map((value) => (
    <Text
      key={value}
      x={wide ? geometry.gutter - 8 : 4}
      y={heightOf(geometry, value) + (wide ? 4 : -3)}
      anchor={wide ? "end" : "start"}
      tone="ink-2"
    >
      {value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0"}
    </Text>
  ));
}

/** The tick on the stages' rules: the share who go on in the comparison. */
function TickLegend({ geometry, name }: { geometry: Geometry; name: string }) {
  const { t } = useTranslation("journey");
  const lines = wrapped(`${t("comparedWith")} ${name}`, geometry.gutter - 30, 12, 400, 2);
  const bottom = geometry.stages.height - 10 - (lines.length - 1) * 16;
  return (
    <g>
      <rect x={13} y={bottom - 9} width={2} height={10} rx={1} style={{ fill: "var(--ink)" }} />
      <Lines lines={lines} x={22} y={bottom} leading={16} tone="ink-2" />
    </g>
  );
}

/** The dotted line of the feeling. */
function CurveLegend({ geometry, name }: { geometry: Geometry; name: string }) {
  const lines = wrapped(name, geometry.gutter - 22 - AXIS, 12, 400, 3);
  const y = geometry.lanes.feeling.y + CURVE.top + CURVE.height - 10 - lines.length * 16;
  return (
    <g>
      <line
        x1={13}
        x2={33}
        y1={y - 4}
        y2={y - 4}
        style={{ stroke: "var(--ink-3)", strokeWidth: 1.75, strokeDasharray: "2 5", strokeLinecap: "round" }}
      />
      <circle cx={23} cy={y - 4} r={3.5} style={{ fill: "var(--page)", stroke: "var(--ink-3)", strokeWidth: 1.5 }} />
      <Lines lines={lines} x={12} y={y + 16} leading={16} tone="ink-2" />
    </g>
  );
}

function RiverLegend({ x, y }: { x: number; y: number }) {
  const { t } = useTranslation("journey");
  const rows = [
    ["met", <rect key="met" x={x} y={-9} width={18} height={10} rx={2} style={{ fill: "var(--vol-2)" }} />],
    ["passed", <rect key="passed" x={x} y={-9} width={18} height={10} rx={2} style={{ fill: "var(--vol-1)" }} />],
    [
      "left",
      <path
        key="left"
        d={`M${x} -8C${x + 8} -8 ${x + 17} -6 ${x + 17} 3C${x + 13} -2 ${x + 8} -2 ${x} -2Z`}
        style={{ fill: "var(--loss)" }}
      />,
    ],
    [
      "waiting",
      <rect
        key="waiting"
        x={x + 0.5}
        y={-8.5}
        width={17}
        height={9}
        style={{ fill: "none", stroke: "var(--vol-2)", strokeDasharray: "2 2" }}
      />,
    ],
  ] as const;
  return rows.map(([word, mark], index) => (
    <g key={word} transform={`translate(0 ${y + index * 19})`}>
      {mark}
      <Text x={x + 26} y={0} tone="ink-2">
        {t(`legend.${word}`)}
      </Text>
    </g>
  ));
}

function Sources({ answer, y, format }: { answer: MapAnswer; y: number; format: Format }) {
  const { csat, nps, ces } = answer.feeling.sources;
  const sources = [
    ["CSAT", csat, "var(--vol-3)"],
    ["NPS", nps, "var(--vol-2)"],
    ["CES", ces, "var(--line-2)"],
  ] as const;
  const total = Math.max(1, csat + nps + ces);
  let x = 12;
  return (
    <g>
      {sources.map(([name, n, colour]) => {
        const width = (n / total) * 80;
        x += width;
        return <rect key={name} x={x - width} y={y} width={width} height={5} style={{ fill: colour }} />;
      })}
      {sources
        .filter(([, n]) => n > 0)
        .map(([name, n], index) => (
          <Text key={name} x={12} y={y + 22 + index * 16} tone="ink-2">
            {`${name} ${format.percent(n / total)}`}
          </Text>
        ))}
    </g>
  );
}
