import { useTranslation } from "react-i18next";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import { Lines, Text } from "../../ui/picture/Text";
import { fitted } from "../../ui/picture/text";
import { useSaid } from "../../ui/useSaid";
import { type Column, cardBox, type Geometry } from "./geometry";
import { Glyph, Pencil } from "./parts";
import type { Target } from "./types";
import type { Carrying } from "./useCarry";

export interface CardProps {
  column: Column;
  text: Geometry["card"];
  top: number;
  format: Format;
  /** Whether every card has room for the word "events". */
  wordy: boolean;
  chosen: boolean;
  hovered: boolean;
  carrying: Carrying;
  onHover: (touchpoint: string | null) => void;
  onSelect: (target: Target, box: DOMRect) => void;
  onEdit: (target: Target, element: Element) => void;
}

/** A touchpoint: opened by a click or Enter, renamed by its pencil, a double click or F2, carried by pointer or Space. */
export function Card(props: CardProps) {
  const { column, text, top, format, chosen, hovered, carrying, onHover, onSelect, onEdit } = props;
  const { t } = useTranslation("journey");
  const say = useSaid();
  const { touchpoint } = column;
  const target: Target = { kind: "touchpoint", id: touchpoint.id };
  const load = { kind: "touchpoint", id: touchpoint.id, name: touchpoint.name } as const;
  const { x, width } = cardBox(column);
  const lifted = carrying.load?.kind === "touchpoint" && carrying.load.id === touchpoint.id;
  const y = top + column.drop - (hovered && !lifted ? 1 : 0);
  const select = (element: Element) => onSelect(target, element.getBoundingClientRect());
  return (
    <g onPointerEnter={() => onHover(touchpoint.id)} onPointerLeave={() => onHover(null)}>
      {lifted ? (
        <rect
          x={x}
          y={top}
          width={width}
          height={text.height}
          rx={12}
          style={{ fill: "none", stroke: "var(--line-2)", strokeDasharray: "3 4" }}
        />
      ) : (
        <CardFace {...props} y={y} raised={hovered} />
      )}
      <rect
        role="button"
        tabIndex={0}
        data-touchpoint={touchpoint.id}
        aria-pressed={chosen}
        aria-keyshortcuts="F2 Space"
        aria-label={t("cardLabel", {
          name: touchpoint.name,
          customers: format.number(touchpoint.customers),
          events: t("events", { count: touchpoint.events, n: format.compact(touchpoint.events) }),
        })}
        aria-roledescription={t("carry.role")}
        style={{ fill: "transparent", cursor: lifted ? "grabbing" : "grab", touchAction: "pan-x pan-y" }}
        onPointerDown={(event) => carrying.grab(event, load)}
        onDoubleClick={(event) => onEdit(target, event.currentTarget)}
        onClick={(event) => event.detail < 2 && !carrying.justDropped() && select(event.currentTarget)}
        onBlur={carrying.leave}
        onContextMenu={(event) => lifted && event.preventDefault()}
        onKeyDown={(event) => {
          if (carrying.key(event, load)) return;
          if (event.key === "Enter") {
            event.preventDefault();
            select(event.currentTarget);
          }
          if (event.key === "F2") onEdit(target, event.currentTarget);
          if (event.key === "ArrowRight" || event.key === "ArrowLeft")
            step(event.currentTarget, event.key === "ArrowRight");
        }}
        x={x}
        y={top + column.drop}
        width={width}
        height={text.height}
        rx={12}
      >
        <title>
          {touchpoint.reason && touchpoint.origin === "proposed"
            ? `${touchpoint.name}: ${say(touchpoint.reason, touchpoint.said)}`
            : touchpoint.name}
        </title>
      </rect>
      {hovered && !carrying.load && (
        <Pencil
          x={x + width - 22}
          y={y + 8}
          label={t("rename", { name: touchpoint.name })}
          onPress={() => {
            const card = document.querySelector(`[data-touchpoint="${CSS.escape(touchpoint.id)}"]`);
            if (card) onEdit(target, card);
          }}
        />
      )}
    </g>
  );
}

/** What a card shows, at its place or in the hand. */
export function CardFace({
  column,
  text,
  y,
  format,
  wordy,
  chosen,
  raised,
}: Pick<CardProps, "column" | "text" | "format" | "wordy" | "chosen"> & { y: number; raised: boolean }) {
  const { t } = useTranslation("journey");
  const { touchpoint } = column;
  const { x, width } = cardBox(column);
  const empty = touchpoint.customers === 0;
  const compact = format.compact(touchpoint.events);
  const events = wordy ? t("events", { count: touchpoint.events, n: compact }) : compact;
  const foot = y + text.height;
  const name = text.names.get(touchpoint.id) ?? { lines: [], size: 13 };
  return (
    <g aria-hidden="true">
      <rect
        x={x}
        y={y}
        width={width}
        height={text.height}
        rx={12}
        style={{
          fill: chosen ? "var(--accent-soft)" : empty && !raised ? "transparent" : "var(--surface)",
          stroke: chosen ? "var(--accent)" : empty ? "var(--line-2)" : "var(--line)",
          strokeWidth: chosen ? 1.5 : 1,
          filter: raised ? "drop-shadow(0 6px 12px rgba(20,29,36,.16))" : "drop-shadow(0 1px 1px rgba(20,29,36,.07))",
        }}
      />
      <Glyph name={channelIcon(touchpoint.channel)} x={x + 8} y={y + 9} />
      {touchpoint.origin === "proposed" && (
        <circle
          cx={x + width - 12}
          cy={y + 14}
          r={3.5}
          style={{ fill: "none", stroke: "var(--accent)", strokeWidth: 1.4, strokeDasharray: "1.6 1.9" }}
        >
          <title>{t("proposed")}</title>
        </circle>
      )}
      <Lines lines={name.lines} x={x + 8} y={y + 44} leading={text.leading} size={name.size} weight={600} />
      <Text x={x + 8} y={foot - 27} size={13} weight={600}>
        {format.number(touchpoint.customers)}
      </Text>
      <Text x={x + 8} y={foot - 11} tone="ink-2">
        {fitted(empty ? t("noEvents") : events, width - 14, 12)}
      </Text>
    </g>
  );
}

function step(from: SVGGElement, forward: boolean): void {
  const cards = [...(from.ownerSVGElement?.querySelectorAll<SVGGElement>("[data-touchpoint]") ?? [])];
  cards[cards.indexOf(from) + (forward ? 1 : -1)]?.focus();
}
