import { line as wayOf } from "d3-shape";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { pickOf } from "../figure/answers";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import { spread } from "../figure/spread";
import type { Words } from "../figure/words";
import { type Anomaly, type Line, type Measure, type Panel, segmentsOf, type Trends, ticksOf } from "./model";
import { axisOf, periodText } from "./periods";

interface Sizes {
  width: number;
  height: number;
  /** A small panel: fewer rules, its name above, no labels at the ends of single lines. */
  small: boolean;
}

export interface Reading {
  measure: Measure;
  figure: (value: number) => string;
  name: string;
  words: Words;
  trends: Trends;
}

const TOP = 14;
const AXIS = 26;
const MOST_MARKS = 3_000;

/** A panel of lines over the periods: the unfinished dashed, what is out of the ordinary ringed with what was expected. */
export function drawPanel(panel: Panel, { width, height, small }: Sizes, reading: Reading, id: string): Drawing {
  const { words } = reading;
  const head = panel.name ? 24 : 0;
  const named = panel.lines.length > 1;
  const labels = named
    ? Math.min(small ? 84 : 190, Math.max(...panel.lines.map(({ name }) => widthOf(name, 12, 600))) + 20)
    : 12;
  const most = Math.max(
    0,
    ...panel.lines.flatMap(({ values, anomalies }) => [
      ...values.map((value) => value ?? 0),
      ...anomalies.map(({ high }) => high),
    ]),
  );
  const ticks = ticksOf(most, small ? 2 : 4);
  const ceiling = ticks.at(-1) ?? 1;
  const gutter = Math.max(...ticks.map((tick) => widthOf(words.format.compact(tick), 12))) + 12;
  const right = width - labels;
  const bottom = head + height - AXIS;
  const count = Math.max(1, ...panel.lines.map(({ values }) => values.length));
  const x = (place: number) =>
    count === 1 ? (gutter + right) / 2 : gutter + 6 + (place / (count - 1)) * (right - gutter - 12);
  const y = (value: number) => bottom - (value / ceiling) * (bottom - head - TOP);
  const marks = panel.lines.flatMap((line, row) => marksOf(line, `${id}/${row}`, x, y, reading));
  const last = panel.lines.map(({ values }) => y(values.findLast((value) => value !== null) ?? 0));
  const placed = spread(last, 16, head + TOP, bottom);
  return {
    width,
    height: head + height,
    marks,
    paint: (active) => (
      <>
        {panel.name && (
          <Text x={0} y={14} size={13} weight={600}>
            {fitted(panel.name, width, 13, 600)}
          </Text>
        )}
        <Axes ticks={ticks} left={gutter} right={right} y={y} bottom={bottom} x={x} reading={reading} />
        {active && marks.some(({ id: own }) => own === active.id) && (
          <path d={`M${active.x} ${head + TOP}V${bottom}`} style={{ stroke: "var(--line-2)" }} />
        )}
        {panel.lines.map((line, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same name, and lines hold no state.
          <g key={row}>
            <Way line={line} x={x} y={y} complete={line.of.answer.periods.map(({ complete }) => complete)} />
            {line.anomalies.map((odd) => (
              <Odd
                key={odd.from}
                odd={odd}
                x={x(line.of.answer.periods.findIndex(({ from }) => from === odd.from))}
                y={y}
              />
            ))}
            {named && (
              <g aria-hidden="true">
                <path
                  d={`M${right} ${last[row]}l4 0L${right + 10} ${placed[row]}`}
                  style={{ stroke: `var(${line.tone})`, fill: "none" }}
                />
                <Text x={right + 14} y={(placed[row] ?? 0) + 4} weight={row === 0 ? 600 : 400}>
                  {fitted(line.name, labels - 18, 12, row === 0 ? 600 : 400)}
                </Text>
              </g>
            )}
          </g>
        ))}
        {marks.map((mark) => (
          <Spot key={mark.id} mark={mark} ring={{ x: mark.x - 5, y: mark.y - 5, width: 10, height: 10, radius: 7 }}>
            <circle
              cx={mark.x}
              cy={mark.y}
              r={active?.id === mark.id ? 4.5 : 3}
              style={{ fill: active?.id === mark.id ? "var(--ink)" : "transparent" }}
            />
          </Spot>
        ))}
      </>
    ),
  };
}

interface AxesProps {
  ticks: number[];
  left: number;
  right: number;
  bottom: number;
  x: (place: number) => number;
  y: (value: number) => number;
  reading: Reading;
}

function Axes({ ticks, left, right, bottom, x, y, reading: { words, trends } }: AxesProps) {
  const axis = axisOf(trends.periods, trends.unit, right - left, words.format);
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${right}`} style={{ stroke: tick === 0 ? "var(--ink-3)" : "var(--line)" }} />
          <Text x={left - 8} y={y(tick) + 4} anchor="end" tone="ink-2">
            {words.format.compact(tick)}
          </Text>
        </g>
      ))}
      {axis.map(({ place, text }) => {
        const half = widthOf(text, 12) / 2;
        const at = Math.min(Math.max(x(place), half), right - half + 6);
        return (
          <g key={place}>
            <path d={`M${x(place)} ${bottom}v4`} style={{ stroke: "var(--ink-3)" }} />
            <Text x={at} y={bottom + 18} anchor="middle" tone="ink-2">
              {text}
            </Text>
          </g>
        );
      })}
    </g>
  );
}

interface WayProps {
  line: Line;
  complete: boolean[];
  x: (place: number) => number;
  y: (value: number) => number;
}

function Way({ line: { values, tone, dashed }, complete, x, y }: WayProps) {
  const { whole, part } = segmentsOf(values, complete);
  const way = wayOf<number>()
    .x((place) => x(place))
    .y((place) => y(values[place] ?? 0));
  const drawn = (runs: number[][]) =>
    runs.map((run) => (run.length === 1 ? dotAt(x(run[0] ?? 0), y(values[run[0] ?? 0] ?? 0)) : way(run))).join("");
  const unsure = values.flatMap((value, place) => (value !== null && complete[place] === false ? [place] : []));
  return (
    <g
      style={{
        stroke: `var(${tone})`,
        strokeWidth: values.length > 400 ? 1.2 : dashed ? 1.8 : 2.2,
        strokeLinejoin: "round",
        strokeLinecap: "round",
        fill: "none",
      }}
    >
      <path d={drawn(whole)} style={dashed ? { strokeDasharray: "1 5" } : undefined} />
      <path d={drawn(part)} style={{ strokeDasharray: "4 5" }} />
      {unsure.map((place) => (
        <circle
          key={place}
          cx={x(place)}
          cy={y(values[place] ?? 0)}
          r={2.8}
          style={{ fill: "var(--page)", strokeWidth: 1.4 }}
        />
      ))}
    </g>
  );
}

const dotAt = (x: number, y: number) => `M${x} ${y}h0.01`;

/** What is out of the ordinary: a ring around it, and the interval in which it was expected. */
function Odd({ odd, x, y }: { odd: Anomaly; x: number; y: (value: number) => number }) {
  const [low, high] = [y(Math.max(odd.low, 0)), y(odd.high)];
  return (
    <g aria-hidden="true" style={{ fill: "none", stroke: "var(--ink)" }}>
      <rect
        x={x - 5}
        y={high}
        width={10}
        height={Math.max(low - high, 1)}
        rx={3}
        style={{ fill: "var(--band)", stroke: "var(--ink-3)", strokeWidth: 0.8 }}
      />
      <path d={`M${x - 5} ${y(odd.expected)}h10`} style={{ strokeWidth: 1.2 }} />
      <circle cx={x} cy={y(odd.found)} r={7} style={{ strokeWidth: 1.6 }} />
    </g>
  );
}

function marksOf(
  line: Line,
  id: string,
  x: (place: number) => number,
  y: (value: number) => number,
  { measure, figure, name, words, trends }: Reading,
): Mark[] {
  const { t, format } = words;
  // Of very long lines only the newest periods answer to the pointer; the table has all.
  const first = Math.max(0, line.values.length - MOST_MARKS);
  return line.values.flatMap((value, place): Mark[] => {
    const period = line.of.answer.periods[place];
    if (value === null || !period || place < first) return [];
    const odd = line.anomalies.find(({ from }) => from === period.from);
    const lines: Mark["lines"] = [[name, figure(value)]];
    if (odd) {
      lines.push([t("pictures.lines.expected"), figure(odd.expected)]);
      lines.push(["", t("room.interval", { low: figure(odd.low), high: figure(odd.high) })]);
    }
    if (!period.complete) lines.push(["", t("pictures.lines.unfinished")]);
    const counted = measure !== "value" && !(measure === "customers" && line.series.other) && value > 0;
    return [
      {
        id: `${id}/${place}`,
        x: x(place),
        y: y(value),
        title: [line.name, periodText(period.from, trends.unit, format)].filter(Boolean).join(" · "),
        lines,
        pick: counted
          ? pickOf({ from: period.from, name: line.series.name, rest: line.series.other }, measure, line.of)
          : undefined,
      },
    ];
  });
}
