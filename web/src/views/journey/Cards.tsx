import { useTranslation } from "react-i18next";
import type { Format } from "../../ui/format";
import { Lines } from "../../ui/picture/Text";
import { widthOf, wrapped } from "../../ui/picture/text";
import { Card, CardFace, type CardProps } from "./Card";
import { CARD, cardBox, cardTop, type Geometry } from "./geometry";
import type { Target } from "./types";

interface Props extends Pick<CardProps, "format" | "carrying" | "onHover" | "onSelect" | "onEdit"> {
  geometry: Geometry;
  selected: Target | null;
  hovered: string | null;
}

/** Lane 2: a card each; only touchpoints are cards. */
export function Cards({ geometry, selected, hovered, ...rest }: Props) {
  const wordy = useWordy(geometry, rest.format);
  return (
    <g>
      {geometry.columns.map((column) => (
        <Card
          key={column.touchpoint.id}
          column={column}
          text={geometry.card}
          top={cardTop(geometry)}
          wordy={wordy}
          chosen={selected?.kind === "touchpoint" && selected.id === column.touchpoint.id}
          hovered={hovered === column.touchpoint.id}
          {...rest}
        />
      ))}
      <Passing geometry={geometry} format={rest.format} wordy={wordy} />
      <Empty geometry={geometry} />
    </g>
  );
}

/** The cards that pass others on their way, once more above them: what was put down, else who goes farthest, on top. */
function Passing({ geometry, format, wordy }: { geometry: Geometry; format: Format; wordy: boolean }) {
  return geometry.columns
    .filter(({ rise, width }) => rise > 1.5 * width)
    .sort((a, b) => a.rise - b.rise)
    .map((column) => (
      <g key={column.touchpoint.id} data-export="no" style={{ pointerEvents: "none" }}>
        <CardFace
          column={column}
          text={geometry.card}
          y={cardTop(geometry) + column.drop}
          format={format}
          wordy={wordy}
          chosen={false}
          raised
        />
      </g>
    ));
}

/** The card that is carried, above everything else. */
export function CarriedCard({ geometry, carrying, format }: Pick<Props, "geometry" | "carrying" | "format">) {
  const wordy = useWordy(geometry, format);
  const { load, dx, dy } = carrying;
  const column =
    load?.kind === "touchpoint" ? geometry.columns.find(({ touchpoint }) => touchpoint.id === load.id) : undefined;
  if (!column) return null;
  const top = cardTop(geometry);
  return (
    <g
      data-export="no"
      style={{ pointerEvents: "none" }}
      transform={`translate(${dx} ${dy}) rotate(1.5 ${column.middle} ${top + geometry.card.height / 2})`}
    >
      <CardFace column={column} text={geometry.card} y={top} format={format} wordy={wordy} chosen={false} raised />
    </g>
  );
}

function useWordy({ columns }: Geometry, format: Format): boolean {
  const { t } = useTranslation("journey");
  return columns.every((column) => {
    const { events } = column.touchpoint;
    return widthOf(t("events", { count: events, n: format.compact(events) }), 12) <= cardBox(column).width - 14;
  });
}

function Empty({ geometry }: { geometry: Geometry }) {
  const { t } = useTranslation("journey");
  const top = cardTop(geometry);
  return geometry.strips
    .filter(({ columns }) => columns.length === 0)
    .map((strip) => {
      const width = Math.min(strip.width - 2 * CARD.gap, CARD.most);
      const x = strip.x + (strip.width - width) / 2;
      return (
        <g key={strip.stage.id}>
          <rect
            x={x}
            y={top}
            width={width}
            height={geometry.card.height}
            rx={12}
            style={{ fill: "none", stroke: "var(--line-2)", strokeDasharray: "3 4" }}
          />
          <Lines
            lines={wrapped(t("emptyStage"), width - 14, 12, 400, 4)}
            x={x + 8}
            y={top + 30}
            leading={16}
            tone="ink-2"
          />
        </g>
      );
    });
}
