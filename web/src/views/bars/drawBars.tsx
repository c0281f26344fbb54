import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Drawing, Pick } from "../figure/marks";
import { Spot } from "../figure/Spot";
import { valueText } from "../figure/valueText";
import type { Words } from "../figure/words";
import type { Bar } from "./model";

const MOST = 40;
const NARROW = 560;

/** Ranked bars from zero, with their intervals where there are any; negative ones to the left. */
export function drawBars(
  bars: Bar[],
  measure: string,
  width: number,
  words: Words,
  pick: (bar: Bar) => Pick | undefined,
): Drawing {
  const shown = bars.slice(0, MOST);
  const narrow = width < NARROW;
  const names = narrow
    ? 0
    : Math.min(260, width * 0.3, Math.max(0, ...shown.map(({ name }) => widthOf(name, 13))) + 16);
  const figures = Math.max(0, ...shown.map(({ value }) => widthOf(valueText(value, measure, words), 13, 600))) + 12;
  const ends = shown.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = Math.max(most - least, Number.MIN_VALUE) || 1;
  const room = width - names - figures;
  const x = (value: number) => names + ((value - least) / span) * room;
  const pitch = narrow ? 42 : 28;
  const rows = shown.map((bar, index) => {
    const y = index * pitch + (narrow ? 20 : 4);
    const bounds =
      bar.low === null || bar.high === null
        ? ""
        : words.t("room.interval", {
            low: valueText(bar.low, measure, words),
            high: valueText(bar.high, measure, words),
          });
    const mark = {
      id: `${index}`,
      x: (x(0) + x(bar.value)) / 2,
      y: y + 8,
      title: bar.name,
      lines: [["", [valueText(bar.value, measure, words), bounds].filter(Boolean).join(" ")]] as [string, string][],
      pick: pick(bar),
    };
    return { bar, y, mark };
  });
  const more = bars.length - shown.length;
  return {
    width,
    height: rows.length * pitch + (more > 0 ? 28 : 6),
    marks: rows.map(({ mark }) => mark),
    paint: () => (
      <>
        {rows.map(({ bar, y, mark }) => {
          const [from, to] = [Math.min(x(0), x(bar.value)), Math.max(x(0), x(bar.value))];
          return (
            <Spot key={mark.id} mark={mark} ring={{ x: from, y, width: to - from, height: 16 }}>
              <rect x={0} y={narrow ? y - 18 : y - 4} width={width} height={pitch} style={{ fill: "transparent" }} />
              <Text x={0} y={narrow ? y - 5 : y + 13} size={13}>
                {fitted(bar.name, narrow ? width : names - 12, 13)}
              </Text>
              <rect x={from} y={y} width={Math.max(to - from, 1)} height={16} style={{ fill: "var(--vol-2)" }} />
              {bar.low !== null && bar.high !== null && (
                <path
                  d={`M${x(bar.low)} ${y + 8}H${x(bar.high)}M${x(bar.low)} ${y + 5}v6M${x(bar.high)} ${y + 5}v6`}
                  style={{ fill: "none", stroke: "var(--ink)", strokeWidth: 1.2 }}
                />
              )}
              <Text x={Math.max(x(bar.high ?? bar.value), to) + 8} y={y + 13} size={13} weight={600}>
                {valueText(bar.value, measure, words)}
              </Text>
            </Spot>
          );
        })}
        {least < 0 && <path d={`M${x(0)} 0V${rows.length * pitch}`} style={{ stroke: "var(--ink-3)" }} />}
        {more > 0 && (
          <Text x={0} y={rows.length * pitch + 18} tone="ink-2">
            {words.t("pictures.more", { n: words.format.number(more) })}
          </Text>
        )}
      </>
    ),
  };
}
