import { useTranslation } from "react-i18next";
import { Lines, Text } from "../../ui/picture/Text";
import { widthOf, wrapped } from "../../ui/picture/text";
import { CARD, type Geometry, riverTop } from "./geometry";
import { pressable } from "./parts";

const PLACES = 3;

/** A map without stages: outlines where they will stand, why there are none, and what to do. */
export function EmptyMap({ geometry, onAdd }: { geometry: Geometry; onAdd: () => void }) {
  const { t } = useTranslation("journey");
  const [left, right] = [geometry.gutter, geometry.width - 16];
  const wide = (right - left) / PLACES;
  const bottom = geometry.tray.height ? geometry.tray.y - 4 : geometry.height;
  const middle = (left + right) / 2;
  const top = riverTop(geometry) - 74;
  const lines = wrapped(t("empty.text"), Math.min(460, right - left - 32), 13, 400, 4);
  const label = t("addStage");
  const width = widthOf(label, 13, 600) + 28;
  const button = top + 24 + lines.length * 20;
  return (
    <g>
      <g aria-hidden="true">
        {Array.from({ length: PLACES }, (_, place) => left + place * wide).map((x) => (
          <rect
            key={x}
            x={x + CARD.gap}
            y={0.5}
            width={wide - 2 * CARD.gap}
            height={bottom - 1}
            rx={16}
            style={{ fill: "none", stroke: "var(--line-2)", strokeDasharray: "3 4" }}
          />
        ))}
      </g>
      <rect
        x={middle - Math.min(250, (right - left) / 2 - 8)}
        y={top - 34}
        width={Math.min(500, right - left - 16)}
        height={button - top + 84}
        rx={16}
        style={{ fill: "var(--page)" }}
      />
      <Text x={middle} y={top} size={15} weight={600} anchor="middle">
        {t("empty.title")}
      </Text>
      <Lines lines={lines} x={middle} y={top + 26} leading={20} size={13} tone="ink-2" anchor="middle" />
      <g aria-label={label} data-export="no" style={{ cursor: "pointer" }} {...pressable(onAdd)}>
        <g>
          <rect
            x={middle - width / 2}
            y={button}
            width={width}
            height={34}
            rx={8}
            style={{ fill: "var(--accent-soft)" }}
          />
        </g>
        <Text x={middle} y={button + 22} size={13} weight={600} anchor="middle" tone="accent">
          {label}
        </Text>
      </g>
    </g>
  );
}
