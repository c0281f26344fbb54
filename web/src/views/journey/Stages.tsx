import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { Lines, Text } from "../../ui/picture/Text";
import { widthOf } from "../../ui/picture/text";
import { AddBetween } from "./AddStage";
import type { Geometry, Strip } from "./geometry";
import type { HeaderText } from "./measures";
import { EvidenceMark, Pencil } from "./parts";
import { Sticky } from "./scrolling";
import type { Target } from "./types";

interface Props {
  geometry: Geometry;
  compare: MapAnswer | null;
  format: Format;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (target: Target, box: DOMRect) => void;
  onEdit: (target: Target, element: Element) => void;
  onAddStage: (before: string | null) => void;
}

/** Beside a border a press is for what stands on the border. */
const BORDER = 10;

/** Lane 1: name, customers who reached it, share who go on, median time in it. */
export function Stages({ geometry, compare, onAddStage, ...rest }: Props) {
  return (
    <g>
      {geometry.strips.map((strip) => (
        <g key={strip.stage.id}>
          {strip.index > 0 && (
            <AddBetween strip={strip} top={geometry.caption} onAdd={() => onAddStage(strip.stage.id)} />
          )}
          <Stage
            strip={strip}
            header={geometry.header}
            top={geometry.caption}
            gutter={geometry.gutter}
            width={Math.min(strip.width, geometry.sight)}
            before={compare?.stages.find(({ id }) => id === strip.stage.id)?.next_share ?? null}
            {...rest}
          />
        </g>
      ))}
    </g>
  );
}

interface StageProps extends Pick<Props, "format" | "scroller" | "onSelect" | "onEdit"> {
  strip: Strip;
  header: HeaderText;
  top: number;
  gutter: number;
  /** Of the head; it follows through a stage that is wider than what is in sight. */
  width: number;
  before: number | null;
}

function Stage(props: StageProps) {
  const { strip, header, top, gutter, width, before, format, scroller, onSelect, onEdit } = props;
  const { t } = useTranslation("journey");
  const [hovered, setHovered] = useState(false);
  const { stage } = strip;
  const target: Target = { kind: "stage", id: stage.id };
  const { lines, size } = header.names.get(stage.id) ?? { lines: [], size: 15 };
  const [left, right] = [strip.x + 12, strip.x + width - 12];
  const slide = strip.width - width;
  const mark = {
    x: left + widthOf(lines.at(-1) ?? "", size, 600) + 11,
    y: top + 21 + (lines.length - 1) * 18,
  };
  const named = Math.max(0, ...lines.map((line) => widthOf(line, size, 600)));
  const count = format.number(stage.customers);
  const beside = header.below ? 0 : widthOf(count, 15, 600) + 12;
  const goOn = stage.next_share === null ? t("unknown") : format.percent(stage.next_share);
  return (
    <g onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
      <g aria-hidden="true">
        <Sticky scroller={scroller} from={strip.x - gutter} most={slide}>
          <Sticky scroller={scroller} from={strip.x - gutter + slide} most={Math.max(0, width - named - beside - 44)}>
            <Lines lines={lines} x={left} y={top + 26} leading={18} size={size} weight={600} />
            <EvidenceMark evidence={stage.evidence} {...mark} label={t(`evidence.${stage.evidence}`)} />
          </Sticky>
          <Text
            x={header.below ? left : right}
            y={top + header.count}
            size={header.below ? 13 : 15}
            weight={600}
            anchor={header.below ? "start" : "end"}
          >
            {count}
          </Text>
          <GoOn strip={strip} width={width - 24} y={top + header.rule} before={before} format={format} />
        </Sticky>
      </g>
      <rect
        role="button"
        tabIndex={0}
        data-stage={stage.id}
        aria-keyshortcuts="F2"
        aria-label={t("stageLabel", { name: stage.name, customers: count, share: goOn })}
        style={{ fill: "transparent", cursor: "pointer" }}
        onDoubleClick={(event) => onEdit(target, event.currentTarget)}
        onClick={(event) => event.detail < 2 && onSelect(target, event.currentTarget.getBoundingClientRect())}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            onSelect(target, event.currentTarget.getBoundingClientRect());
          }
          if (event.key === "F2") onEdit(target, event.currentTarget);
        }}
        x={strip.x + BORDER}
        y={top}
        width={strip.width - 2 * BORDER}
        height={header.rule + 34}
        rx={12}
      >
        <title>{stage.name}</title>
      </rect>
      {hovered && (
        <Pencil
          x={Math.min(mark.x + 10, right - 14)}
          y={mark.y - 8}
          label={t("rename", { name: stage.name })}
          onPress={() => {
            const head = document.querySelector(`[data-stage="${CSS.escape(stage.id)}"]`);
            if (head) onEdit(target, head);
          }}
        />
      )}
    </g>
  );
}

/** The rule of a stage: how many go on, the comparison's share as a tick, and the median time. */
function GoOn({
  strip,
  width,
  y,
  before,
  format,
}: Pick<StageProps, "strip" | "width" | "before" | "format"> & { y: number }) {
  const { t } = useTranslation("journey");
  const { next_share: share, median_time_s } = strip.stage;
  const left = strip.x + 12;
  const goOn = share === null ? "" : format.percent(share);
  const time = median_time_s === null ? "" : format.duration(median_time_s);
  const change =
    before === null || share === null ? "" : ` ${t("change", { points: format.signed((share - before) * 100, 0) })}`;
  const room = (words: string) => widthOf(goOn, 12, 600) + widthOf(words, 12) <= width;
  const full = goOn ? ` ${t("goOn")}${change}` : "";
  const words = room(full) ? full : room(change) ? change : "";
  const timed = widthOf(goOn, 12, 600) + widthOf(words, 12) + widthOf(time, 12) + 12 < width;
  return (
    <>
      <rect x={left} y={y} width={width} height={3} rx={1.5} style={{ fill: "var(--line-2)" }} />
      {share !== null && (
        <rect x={left} y={y} width={width * share} height={3} rx={1.5} style={{ fill: "var(--vol-3)" }} />
      )}
      {before !== null && (
        <rect x={left + width * before - 1} y={y - 3} width={2} height={9} rx={1} style={{ fill: "var(--ink)" }} />
      )}
      <text x={left} y={y + 22} style={{ fontSize: 12, fill: "var(--ink-2)" }}>
        <tspan style={{ fontWeight: 600, fill: "var(--ink)" }}>{goOn}</tspan>
        {words}
      </text>
      {timed && (
        <Text x={left + width} y={y + 22} anchor="end" tone="ink-2">
          {time}
        </Text>
      )}
    </>
  );
}
