import { useTranslation } from "react-i18next";
import type { UnplacedKind } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Geometry } from "./geometry";
import { Glyph } from "./parts";
import type { Carrying } from "./useCarry";

export interface Chip {
  kind: UnplacedKind;
  label: string;
  count: string;
  x: number;
  row: number;
  width: number;
}

const MOST_CHIPS = 60;
const WIDEST = 240;

/** Kinds that are not yet placed, as chips in rows: shown, never lost. */
export function chipsOf(kinds: UnplacedKind[], left: number, right: number, format: Format): Chip[] {
  let [x, row] = [left, 0];
  return kinds.slice(0, MOST_CHIPS).map((kind) => {
    const count = format.compact(kind.events);
    const label = fitted(kind.surface ? `${kind.name} · ${kind.surface}` : kind.name, WIDEST - 90, 12, 600);
    const width = 34 + widthOf(label, 12, 600) + 8 + widthOf(count, 12) + 12;
    if (x > left && x + width > right) [x, row] = [left, row + 1];
    const chip = { kind, label, count, x, row, width };
    x += width + 8;
    return chip;
  });
}

export function Tray({
  geometry,
  chips,
  more,
  carrying,
  format,
}: {
  geometry: Geometry;
  chips: Chip[];
  more: number;
  carrying: Carrying;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const top = chipTop(geometry);
  return (
    <g>
      {chips.map((chip) => {
        const { kind, x, row, width } = chip;
        const load = { kind: "kind", code: kind.code, name: kind.name } as const;
        const lifted = carrying.load?.kind === "kind" && carrying.load.code === kind.code;
        return (
          <g key={kind.code}>
            <ChipFace chip={chip} top={top} lifted={false} away={lifted} />
            <rect
              role="button"
              tabIndex={0}
              data-kind={kind.code}
              aria-label={t("chipLabel", { name: kind.name, customers: format.number(kind.customers) })}
              aria-roledescription={t("carry.role")}
              style={{ fill: "transparent", cursor: lifted ? "grabbing" : "grab", touchAction: "pan-x pan-y" }}
              onPointerDown={(event) => carrying.grab(event, load)}
              onKeyDown={(event) => carrying.key(event, load)}
              onBlur={carrying.leave}
              onContextMenu={(event) => lifted && event.preventDefault()}
              x={x}
              y={top + row * 40}
              width={width}
              height={32}
              rx={8}
            >
              <title>{`${kind.name} ${kind.channel} ${kind.surface}`.trim()}</title>
            </rect>
          </g>
        );
      })}
      {more > 0 && (
        <Text x={geometry.gutter + 4} y={geometry.tray.y + geometry.tray.height - 2} tone="ink-2">
          {t("trayMore", { count: more, n: format.number(more) })}
        </Text>
      )}
    </g>
  );
}

/** The chip that is carried, above everything else. */
export function CarriedChip({ geometry, chips, carrying }: { geometry: Geometry; chips: Chip[]; carrying: Carrying }) {
  const { load, dx, dy, scrolled } = carrying;
  const chip = load?.kind === "kind" ? chips.find(({ kind }) => kind.code === load.code) : undefined;
  if (!chip) return null;
  return (
    <g data-export="no" style={{ pointerEvents: "none" }} transform={`translate(${scrolled + dx} ${dy})`}>
      <ChipFace chip={chip} top={chipTop(geometry)} lifted away={false} />
    </g>
  );
}

const chipTop = ({ tray, caption }: Geometry): number => tray.y + caption + 12;

function ChipFace({ chip, top, lifted, away }: { chip: Chip; top: number; lifted: boolean; away: boolean }) {
  const { kind, label, count, x, row, width } = chip;
  const y = top + row * 40;
  return (
    <g aria-hidden="true">
      <rect
        x={x}
        y={y}
        width={width}
        height={32}
        rx={8}
        style={{
          fill: lifted ? "var(--surface)" : "transparent",
          stroke: "var(--line-2)",
          strokeDasharray: away ? "3 4" : undefined,
          filter: lifted ? "drop-shadow(0 6px 12px rgba(20,29,36,.16))" : undefined,
        }}
      />
      {!away && (
        <>
          <Glyph name={channelIcon(kind.channel)} x={x + 10} y={y + 8} size={15} />
          <Text x={x + 32} y={y + 20} weight={600}>
            {label}
          </Text>
          <Text x={x + width - 12} y={y + 20} anchor="end" tone="ink-2">
            {count}
          </Text>
        </>
      )}
    </g>
  );
}
