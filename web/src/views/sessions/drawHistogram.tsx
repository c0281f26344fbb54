import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { type Bin, placeIn } from "./model";

export interface Histogram {
  id: string;
  title: string;
  /** "median 3, mean 3.8". */
  about: string;
  bins: Bin[];
  median: number | null;
  /** Of a bin, in a card. */
  name: (bin: Bin) => string;
  /** Under a bar: shorter. */
  tick: (bin: Bin) => string;
}

const HEAD = 54;
const BARS = 150;
const FOOT = 34;

/** Bars by size, with the median marked. */
export function drawHistogram(
  { id, title, about, bins, median, name, tick }: Histogram,
  width: number,
  words: Words,
): Drawing {
  const { t, format, share } = words;
  const total = bins.reduce((sum, { sessions }) => sum + sessions, 0);
  const most = Math.max(1, ...bins.map(({ sessions }) => sessions));
  const slot = width / Math.max(bins.length, 1);
  const bottom = HEAD + BARS;
  const bars = bins.map((bin, index) => {
    const tall = (bin.sessions / most) * (BARS - 22);
    const box = { x: index * slot + 1, y: bottom - tall, width: Math.max(slot - 3, 1), height: tall };
    return {
      bin,
      box,
      mark: {
        id: `${id}/${index}`,
        x: box.x + box.width / 2,
        y: bottom - Math.max(tall, 20) / 2,
        title: name(bin),
        lines: [
          [t("pictures.sessions.sessions"), format.number(bin.sessions)],
          ["", share(total > 0 ? bin.sessions / total : null)],
        ] as [string, string][],
      },
    };
  });
  const widest = Math.max(0, ...bins.map((bin) => widthOf(tick(bin), 12)));
  const every = Math.max(1, Math.ceil((widest + 6) / slot));
  const place = median === null ? null : placeIn(bins, median);
  const figures = slot >= 40;
  return {
    width,
    height: bottom + FOOT,
    marks: bars.map(({ mark }) => mark),
    paint: () => (
      <>
        <Text x={0} y={16} size={15} weight={600}>
          {fitted(title, width, 15, 600)}
        </Text>
        <Text x={0} y={36} tone="ink-2">
          {fitted(about, width, 12)}
        </Text>
        {bars.map(({ bin, box, mark }, index) => (
          <Spot key={mark.id} mark={mark} ring={{ x: box.x, y: HEAD, width: box.width, height: BARS }}>
            <rect x={index * slot} y={HEAD} width={slot} height={BARS + FOOT} style={{ fill: "transparent" }} />
            <rect {...box} height={bin.sessions > 0 ? Math.max(box.height, 1) : 0} style={{ fill: "var(--vol-2)" }} />
            {figures && bin.sessions > 0 && (
              <Text x={mark.x} y={box.y - 5} anchor="middle" tone="ink-2">
                {format.percent(bin.sessions / total, bin.sessions / total < 0.0995 ? 1 : 0)}
              </Text>
            )}
            {index % every === 0 && mark.x + widthOf(tick(bin), 12) / 2 <= width + 2 && (
              <Text x={mark.x} y={bottom + 17} anchor="middle" tone="ink-2">
                {tick(bin)}
              </Text>
            )}
          </Spot>
        ))}
        <g aria-hidden="true" style={{ pointerEvents: "none" }}>
          <path d={`M0 ${bottom + 0.5}H${width}`} style={{ stroke: "var(--ink-3)" }} />
          {place !== null && (
            <path
              d={`M${place * slot} ${bottom + 5}l-5 8h10Z`}
              transform={`translate(0 ${19})`}
              style={{ fill: "var(--ink)" }}
            />
          )}
        </g>
      </>
    ),
  };
}
