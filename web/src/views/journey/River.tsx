import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { widthOf } from "../../ui/picture/text";
import { type Column, cardTop, type Geometry, riverTop } from "./geometry";
import { riverOf } from "./river";

const STRONG = 0.25;
const MOST_ARCS = 3;

/** Below the cards: who is on the way, who met the touchpoint, who leaves. One scale for the whole map. */
export function River({ geometry, format }: { geometry: Geometry; format: Format }) {
  const { t } = useTranslation("journey");
  const hatch = useId();
  const top = riverTop(geometry);
  const { reaches, met } = riverOf(geometry.columns, top);
  return (
    <g>
      <title>{t("river.title")}</title>
      <defs>
        <pattern id={hatch} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={5} height={5} style={{ fill: "var(--page)" }} />
          <rect width={2} height={5} style={{ fill: "var(--vol-2)" }} />
        </pattern>
      </defs>
      <g style={{ fill: "var(--vol-1)" }}>
        {reaches.map(({ column, way }) => (
          <path key={column.touchpoint.id} d={way} />
        ))}
      </g>
      <path d={met} style={{ fill: "var(--vol-2)" }} />
      {reaches.map(({ column, waiting, wedge, label }) => {
        const { left, in_time, alive } = column.touchpoint;
        return (
          <g key={column.touchpoint.id}>
            <title>
              {t("river.step", {
                alive: format.number(alive),
                left: format.number(left),
                waiting: format.number(in_time),
              })}
            </title>
            {waiting && (
              <rect {...waiting} style={{ fill: `url(#${hatch})`, stroke: "var(--vol-2)", strokeWidth: 0.75 }} />
            )}
            {wedge && <path d={wedge} style={{ fill: "var(--loss)" }} />}
            {label && (
              <Text
                x={label.x}
                y={label.y}
                anchor="end"
                weight={label.share > STRONG ? 600 : 400}
                tone={label.share > STRONG ? "ink" : "ink-2"}
              >
                {`−${format.percent(label.share)}`}
              </Text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Above the cards: the most frequent ways back, as slim arcs that do not cross each other's words. */
export function Returns({ geometry, answer, format }: { geometry: Geometry; answer: MapAnswer; format: Format }) {
  const { t } = useTranslation("journey");
  const bottom = cardTop(geometry) - 4;
  const taken: [number, number][] = [];
  const arcs = answer.returns.flatMap(({ from, to, customers }) => {
    const [start, end] = [columnOf(geometry, from), columnOf(geometry, to)];
    if (!start || !end || end.middle >= start.middle || taken.length >= MOST_ARCS) return [];
    const words = t("back", { count: customers, n: format.number(customers) });
    const half = Math.max(start.middle - end.middle, widthOf(words, 12) + 16) / 2;
    const centre = (start.middle + end.middle) / 2;
    // Two arcs may meet at one touchpoint.
    if (taken.some(([a, b]) => centre - half < b - 1 && a < centre + half - 1)) return [];
    taken.push([centre - half, centre + half]);
    return [
      { start, end, words, centre, title: t("backTitle", { from: start.touchpoint.name, to: end.touchpoint.name }) },
    ];
  });
  const stroke = {
    fill: "none",
    stroke: "var(--ink-3)",
    strokeWidth: 1.25,
    strokeLinecap: "round",
    strokeLinejoin: "round",
  } as const;
  return arcs.map(({ start, end, words, centre, title }) => (
    <g key={`${start.touchpoint.id} ${end.touchpoint.id}`}>
      <title>{title}</title>
      <path
        d={`M${start.middle} ${bottom}V${bottom - 4}Q${start.middle} ${bottom - 13} ${start.middle - 10} ${bottom - 13}H${end.middle + 10}Q${end.middle} ${bottom - 13} ${end.middle} ${bottom - 4}V${bottom - 1}`}
        style={stroke}
      />
      <path
        d={`M${end.middle - 3.5} ${bottom - 5}L${end.middle} ${bottom}L${end.middle + 3.5} ${bottom - 5}`}
        style={stroke}
      />
      <Text x={centre} y={bottom - 19} anchor="middle" tone="ink-2">
        {words}
      </Text>
    </g>
  ));
}

function columnOf(geometry: Geometry, touchpoint: string): Column | undefined {
  return geometry.columns.find((column) => column.touchpoint.id === touchpoint);
}
