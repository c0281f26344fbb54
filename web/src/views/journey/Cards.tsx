import { useTranslation } from "react-i18next";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import { textWidth } from "../path/textWidth";
import { CARD, type Column, type Geometry } from "./geometry";
import { Glyph, Text } from "./parts";
import { fitted, wrapped } from "./text";
import type { Target } from "./types";
import type { Carrying } from "./useCarry";

interface Props {
  geometry: Geometry;
  format: Format;
  selected: Target | null;
  hovered: string | null;
  carrying: Carrying;
  onHover: (touchpoint: string | null) => void;
  onSelect: (target: Target, box: DOMRect) => void;
  onEdit: (target: Target, element: Element) => void;
}

/** Lane 2: a card each; only touchpoints are cards. */
export function Cards({ geometry, ...rest }: Props) {
  const top = geometry.lanes.touchpoints.y + geometry.caption + CARD.top;
  return (
    <g>
      {geometry.columns.map((column) => (
        <Card key={column.touchpoint.id} column={column} top={top} {...rest} />
      ))}
      <Empty geometry={geometry} top={top} />
    </g>
  );
}

function Card({
  column,
  top,
  format,
  selected,
  hovered,
  carrying,
  onHover,
  onSelect,
  onEdit,
}: Omit<Props, "geometry"> & { column: Column; top: number }) {
  const { t } = useTranslation("journey");
  const { touchpoint } = column;
  const target: Target = { kind: "touchpoint", id: touchpoint.id };
  const [x, width] = [column.x + CARD.gap, column.width - 2 * CARD.gap];
  const chosen = selected?.kind === "touchpoint" && selected.id === touchpoint.id;
  const lifted = carrying.load?.kind === "touchpoint" && carrying.load.id === touchpoint.id;
  const size = longest(touchpoint.name, 13) <= width - 16 ? 13 : 12;
  const lines = wrapped(touchpoint.name, width - 16, size, 600, 2);
  const counted = t("events", { count: touchpoint.events, n: format.compact(touchpoint.events) });
  const events = textWidth(counted, 12) <= width - 14 ? counted : format.compact(touchpoint.events);
  const empty = touchpoint.customers === 0;
  const rise = hovered === touchpoint.id && !lifted ? -1 : 0;
  const shift = lifted
    ? `translate(${carrying.dx} ${carrying.dy}) rotate(1.5 ${x + width / 2} ${top + CARD.height / 2})`
    : `translate(0 ${rise})`;
  return (
    <g transform={shift}>
      <g aria-hidden="true">
        <rect
          x={x}
          y={top}
          width={width}
          height={CARD.height}
          rx={12}
          style={{
            fill: chosen ? "var(--accent-soft)" : empty ? "transparent" : "var(--surface)",
            stroke: chosen ? "var(--accent)" : empty ? "var(--line-2)" : "var(--line)",
            strokeWidth: chosen ? 1.5 : 1,
            filter:
              hovered === touchpoint.id || lifted
                ? "drop-shadow(0 6px 12px rgba(20,29,36,.16))"
                : "drop-shadow(0 1px 1px rgba(20,29,36,.07))",
          }}
        />
        <Glyph name={channelIcon(touchpoint.channel)} x={x + 9} y={top + 9} />
        {touchpoint.origin === "proposed" && (
          <circle
            cx={x + width - 12}
            cy={top + 14}
            r={3.5}
            style={{ fill: "none", stroke: "var(--accent)", strokeWidth: 1.4, strokeDasharray: "1.6 1.9" }}
          >
            <title>{t("proposed")}</title>
          </circle>
        )}
        {lines.map((line, index) => (
          <Text key={line} x={x + 10} y={top + 44 + index * 16} size={size} weight={600}>
            {line}
          </Text>
        ))}
        <Text x={x + 10} y={top + 83} size={13} weight={600}>
          {format.number(touchpoint.customers)}
        </Text>
        <Text x={x + 10} y={top + 99} tone="ink-2">
          {fitted(empty ? t("noEvents") : events, width - 14, 12)}
        </Text>
      </g>
      <rect
        role="button"
        tabIndex={0}
        data-touchpoint={touchpoint.id}
        aria-pressed={chosen}
        aria-label={t("cardLabel", {
          name: touchpoint.name,
          customers: format.number(touchpoint.customers),
          events: counted,
        })}
        aria-roledescription={t("carry.role")}
        style={{
          fill: "transparent",
          cursor: lifted ? "grabbing" : "grab",
          touchAction: "none",
          pointerEvents: lifted ? "none" : "auto",
        }}
        onPointerEnter={() => onHover(touchpoint.id)}
        onPointerLeave={() => onHover(null)}
        onPointerDown={(event) =>
          carrying.grab(event, { kind: "touchpoint", id: touchpoint.id, name: touchpoint.name })
        }
        onClick={(event) => {
          if (!carrying.justDropped()) onSelect(target, event.currentTarget.getBoundingClientRect());
        }}
        onDoubleClick={(event) => onEdit(target, event.currentTarget)}
        onKeyDown={(event) => {
          if (carrying.key(event, { kind: "touchpoint", id: touchpoint.id, name: touchpoint.name })) return;
          if (event.key === "Enter") {
            event.preventDefault();
            onSelect(target, event.currentTarget.getBoundingClientRect());
          }
          if (event.key === "F2") onEdit(target, event.currentTarget);
          if (event.key === "ArrowRight" || event.key === "ArrowLeft")
            step(event.currentTarget, event.key === "ArrowRight");
        }}
        x={x}
        y={top}
        width={width}
        height={CARD.height}
        rx={12}
      >
        <title>
          {touchpoint.reason && touchpoint.origin === "proposed"
            ? `${touchpoint.name}: ${touchpoint.reason}`
            : touchpoint.name}
        </title>
      </rect>
    </g>
  );
}

function longest(name: string, size: number): number {
  return Math.max(...name.split(/\s+/).map((word) => textWidth(word, size, 600)));
}

function Empty({ geometry, top }: { geometry: Geometry; top: number }) {
  const { t } = useTranslation("journey");
  return geometry.strips
    .filter(({ columns }) => columns.length === 0)
    .map((strip) => (
      <g key={strip.stage.id}>
        <rect
          x={strip.x + CARD.gap}
          y={top}
          width={strip.width - 2 * CARD.gap}
          height={CARD.height}
          rx={12}
          style={{ fill: "none", stroke: "var(--line-2)", strokeDasharray: "3 4" }}
        />
        {wrapped(t("emptyStage"), strip.width - 28, 12, 400, 4).map((line, index) => (
          <Text key={line} x={strip.x + 14} y={top + 36 + index * 16} tone="ink-2">
            {line}
          </Text>
        ))}
      </g>
    ));
}

function step(from: SVGGElement, forward: boolean): void {
  const cards = [...(from.ownerSVGElement?.querySelectorAll<SVGGElement>("[data-touchpoint]") ?? [])];
  cards[cards.indexOf(from) + (forward ? 1 : -1)]?.focus();
}
