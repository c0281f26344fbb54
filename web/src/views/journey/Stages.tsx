import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { textWidth } from "../path/textWidth";
import type { Geometry, Strip } from "./geometry";
import { EvidenceMark, Text } from "./parts";
import { fitted } from "./text";
import type { Target } from "./types";

interface Props {
  geometry: Geometry;
  compare: MapAnswer | null;
  format: Format;
  onSelect: (target: Target, box: DOMRect) => void;
  onEdit: (target: Target, element: Element) => void;
}

/** Lane 1: name, customers who reached it, share who go on, median time in it. */
export function Stages({ geometry, compare, ...rest }: Props) {
  return (
    <g>
      {geometry.strips.map((strip) => (
        <Stage
          key={strip.stage.id}
          strip={strip}
          top={geometry.caption}
          before={compare?.stages.find(({ id }) => id === strip.stage.id)?.next_share ?? null}
          {...rest}
        />
      ))}
    </g>
  );
}

function Stage({
  strip,
  top,
  before,
  format,
  onSelect,
  onEdit,
}: Omit<Props, "geometry" | "compare"> & { strip: Strip; top: number; before: number | null }) {
  const { t } = useTranslation("journey");
  const { stage } = strip;
  const narrow = strip.width < 150;
  const [left, right] = [strip.x + 12, strip.x + strip.width - 12];
  const count = format.number(stage.customers);
  const room = right - left - 18 - (narrow ? 0 : textWidth(count, 15, 600) + 8);
  const name = fitted(stage.name, room, 15, 600);
  const rule = top + (narrow ? 54 : 38);
  const share = stage.next_share;
  const goOn = share === null ? "" : format.percent(share);
  const time = stage.median_time_s === null ? "" : format.duration(stage.median_time_s);
  const change =
    before === null || share === null ? "" : ` ${t("change", { points: format.signed((share - before) * 100, 0) })}`;
  const words = `${narrow || !goOn ? "" : ` ${t("goOn")}`}${change}`;
  const wide = textWidth(goOn + words, 12, 600) + textWidth(time, 12) + 12 < right - left;
  return (
    <g>
      <g aria-hidden="true">
        <Text x={left} y={top + 26} size={15} weight={600}>
          {name}
        </Text>
        <EvidenceMark
          evidence={stage.evidence}
          x={left + textWidth(name, 15, 600) + 11}
          y={top + 21}
          label={t(`evidence.${stage.evidence}`)}
        />
        <Text
          x={narrow ? left : right}
          y={top + (narrow ? 46 : 26)}
          size={narrow ? 13 : 15}
          weight={600}
          anchor={narrow ? "start" : "end"}
        >
          {count}
        </Text>
        <rect x={left} y={rule} width={right - left} height={3} rx={1.5} style={{ fill: "var(--line-2)" }} />
        {share !== null && (
          <rect x={left} y={rule} width={(right - left) * share} height={3} rx={1.5} style={{ fill: "var(--vol-3)" }} />
        )}
        {before !== null && (
          <rect
            x={left + (right - left) * before - 1}
            y={rule - 3}
            width={2}
            height={9}
            rx={1}
            style={{ fill: "var(--ink)" }}
          />
        )}
        <text x={left} y={rule + 22} style={{ fontSize: 12, fill: "var(--ink-2)" }}>
          <tspan style={{ fontWeight: 600, fill: "var(--ink)" }}>{goOn}</tspan>
          {words}
        </text>
        {wide && (
          <Text x={right} y={rule + 22} anchor="end" tone="ink-2">
            {time}
          </Text>
        )}
      </g>
      <rect
        role="button"
        tabIndex={0}
        data-stage={stage.id}
        aria-label={t("stageLabel", { name: stage.name, customers: count, share: goOn || t("unknown") })}
        style={{ fill: "transparent", cursor: "pointer" }}
        onClick={(event) => onSelect({ kind: "stage", id: stage.id }, event.currentTarget.getBoundingClientRect())}
        onDoubleClick={(event) => onEdit({ kind: "stage", id: stage.id }, event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            onSelect({ kind: "stage", id: stage.id }, event.currentTarget.getBoundingClientRect());
          }
          if (event.key === "F2") onEdit({ kind: "stage", id: stage.id }, event.currentTarget);
        }}
        x={strip.x}
        y={top}
        width={strip.width}
        height={rule - top + 34}
        rx={12}
      >
        <title>{stage.name}</title>
      </rect>
    </g>
  );
}
