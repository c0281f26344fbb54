import { useTranslation } from "react-i18next";
import type { UnplacedKind } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import { textWidth } from "../path/textWidth";
import type { Geometry } from "./geometry";
import { Glyph, Text } from "./parts";
import { fitted } from "./text";
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
    const width = 34 + textWidth(label, 12, 600) + 8 + textWidth(count, 12) + 12;
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
  const top = geometry.tray.y + geometry.caption + 12;
  return (
    <g>
      {chips.map(({ kind, label, count, x, row, width }) => {
        const load = { kind: "kind", code: kind.code, name: kind.name } as const;
        const lifted = carrying.load?.kind === "kind" && carrying.load.code === kind.code;
        return (
          <g key={kind.code} transform={lifted ? `translate(${carrying.dx} ${carrying.dy})` : undefined}>
            <g aria-hidden="true">
              <rect
                x={x}
                y={top + row * 40}
                width={width}
                height={32}
                rx={8}
                style={{ fill: lifted ? "var(--surface)" : "transparent", stroke: "var(--line-2)" }}
              />
              <Glyph name={channelIcon(kind.channel)} x={x + 10} y={top + row * 40 + 8} size={15} />
              <Text x={x + 32} y={top + row * 40 + 20} weight={600}>
                {label}
              </Text>
              <Text x={x + width - 12} y={top + row * 40 + 20} anchor="end" tone="ink-2">
                {count}
              </Text>
            </g>
            <rect
              role="button"
              tabIndex={0}
              data-kind={kind.code}
              aria-label={t("chipLabel", { name: kind.name, customers: format.number(kind.customers) })}
              aria-roledescription={t("carry.role")}
              style={{
                fill: "transparent",
                cursor: "grab",
                touchAction: "none",
                pointerEvents: lifted ? "none" : "auto",
              }}
              onPointerDown={(event) => carrying.grab(event, load)}
              onKeyDown={(event) => carrying.key(event, load)}
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
