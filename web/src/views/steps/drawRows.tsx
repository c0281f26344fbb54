import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { Hatch } from "../figure/Hatch";
import { Key, type KeyPart } from "../figure/Key";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { partMark, stepMark } from "./marks";
import type { Funnel, Step } from "./river";

const NARROW = 720;
const BAR = 20;
const RING = { radius: 4 };

interface Parts {
  x: number;
  on: number;
  open: number;
  lost: number;
}

/** How wide the parts of a step's bar are: who goes on, who still can, who dropped; together the step's customers. */
export function partsOf(step: Step, n: number, x: number, width: number): Parts {
  const scale = width / Math.max(n, 1);
  const on = step.customers - step.dropped - step.in_window;
  return { x, on: on * scale, open: step.in_window * scale, lost: step.dropped * scale };
}

/** The funnel as bars under one another: for many steps, or a narrow page. */
export function drawRows(funnel: Funnel, width: number, words: Words): Drawing {
  const narrow = width < NARROW;
  const names = narrow
    ? 0
    : Math.min(
        width * 0.28,
        Math.max(...funnel.steps.map(({ step, name }) => widthOf(`${step} ${name}`, 13, 600))) + 16,
      );
  const track = narrow ? 0 : 292;
  const bars = { x: names, width: width - names - (narrow ? 0 : track + 76) };
  const pitch = narrow ? 78 : 46;
  const rows = funnel.steps.map((step, index) => {
    const y = 8 + index * pitch;
    const bar = { ...partsOf(step, funnel.n, bars.x, bars.width), y: narrow ? y + 26 : y + 6 };
    const middle = bar.y + BAR / 2;
    const marks = {
      whole: stepMark(step, funnel, words, { x: bar.x + bar.on / 2, y: middle }),
      open:
        step.in_window > 0
          ? partMark(step, "in_window", words, { x: bar.x + bar.on + bar.open / 2, y: middle })
          : undefined,
      lost:
        step.dropped > 0
          ? partMark(step, "dropped", words, { x: bar.x + bar.on + bar.open + bar.lost / 2, y: middle })
          : undefined,
    };
    return { step, y, bar, ...marks };
  });
  return {
    width,
    height: 8 + rows.length * pitch + 22,
    marks: rows.flatMap(({ whole, open, lost }) => [whole, open, lost].filter((mark) => mark !== undefined)),
    paint: () => (
      <>
        <defs>
          <Hatch id="steps-open" />
        </defs>
        {rows.map(({ step, y, bar, whole, open, lost }, index) => (
          <g key={step.step}>
            <Text x={0} y={narrow ? y + 17 : bar.y + 15} size={13} weight={600}>
              {fitted(`${step.step} ${step.name}`, narrow ? width - 90 : names - 12, 13, 600)}
            </Text>
            <Text
              x={narrow ? width : bars.x + bars.width + 66}
              y={narrow ? y + 17 : bar.y + 15}
              size={13}
              weight={600}
              anchor="end"
            >
              {words.format.number(step.customers)}
            </Text>
            <Bar bar={bar} last={index === rows.length - 1} marks={[whole, open, lost]} />
            {step.step > 1 &&
              (narrow ? (
                <Text x={0} y={bar.y + BAR + 16} tone="ink-2">
                  {fitted(underOf(step, words), width, 12)}
                </Text>
              ) : (
                <Track step={step} x={width - track} y={bar.y + BAR / 2} words={words} />
              ))}
          </g>
        ))}
        <Key y={8 + rows.length * pitch + 12} parts={partsKey(funnel, words)} />
      </>
    ),
  };
}

const underOf = (step: Step, { t, format, sure }: Words) => {
  const share = t("pictures.steps.ofBeforeShare", { share: sure(step) });
  return step.median_s === null ? share : `${share} · ${format.duration(step.median_s)}`;
};

function Bar({
  bar,
  last,
  marks: [whole, open, lost],
}: {
  bar: Parts & { y: number };
  last: boolean;
  marks: (Mark | undefined)[];
}) {
  const { x, y, on, open: waiting, lost: away } = bar;
  return (
    <>
      {whole && (
        <Spot mark={whole} ring={{ x, y, width: on, height: BAR, ...RING }}>
          <rect
            x={x}
            y={y}
            width={Math.max(on, 1)}
            height={BAR}
            style={{ fill: last ? "var(--accent)" : "var(--vol-2)" }}
          />
        </Spot>
      )}
      {open && (
        <Spot mark={open} ring={{ x: x + on, y, width: waiting, height: BAR, ...RING }}>
          <rect
            x={x + on}
            y={y}
            width={waiting}
            height={BAR}
            style={{ fill: "url(#steps-open)", stroke: "var(--vol-2)", strokeWidth: 0.75 }}
          />
        </Spot>
      )}
      {lost && (
        <Spot mark={lost} ring={{ x: x + on + waiting, y, width: away, height: BAR, ...RING }}>
          <rect
            x={x + on + waiting}
            y={y + BAR - 7}
            width={Math.max(away, 0.5)}
            height={7}
            style={{ fill: "var(--loss)" }}
          />
          <rect x={x + on + waiting} y={y} width={away} height={BAR} style={{ fill: "transparent" }} />
        </Spot>
      )}
    </>
  );
}

/** The share of the step before on a line of 0 to 100 %, with its interval, and the median time. */
function Track({
  step: { share, low, high, median_s },
  x,
  y,
  words,
}: {
  step: Step;
  x: number;
  y: number;
  words: Words;
}) {
  const long = 96;
  const at = (value: number) => x + value * long;
  return (
    <g style={{ pointerEvents: "none" }}>
      <path d={`M${x} ${y}h${long}`} style={{ stroke: "var(--line-2)" }} />
      {low !== null && high !== null && (
        <path d={`M${at(low)} ${y}H${at(high)}`} style={{ stroke: "var(--ink)", strokeWidth: 4, opacity: 0.35 }} />
      )}
      {share !== null && <circle cx={at(share)} cy={y} r={3.5} style={{ fill: "var(--ink)" }} />}
      <Text x={x + long + 14} y={y - 3} size={13} weight={600}>
        {words.share(share)}
        <tspan dx={6} style={{ fontSize: 12, fontWeight: 400, fill: "var(--ink-2)" }}>
          {words.shares(low, high)}
        </tspan>
      </Text>
      {median_s !== null && (
        <Text x={x + long + 14} y={y + 13} tone="ink-2">
          {fitted(words.t("pictures.steps.half", { time: words.format.duration(median_s) }), 178, 12)}
        </Text>
      )}
    </g>
  );
}

/** What the parts of the bars are: only those that there are. */
function partsKey({ steps }: Funnel, { t }: Words): KeyPart[] {
  const parts: KeyPart[] = [{ fill: "var(--vol-2)", text: t("pictures.steps.keyOn") }];
  if (steps.some(({ in_window }) => in_window > 0))
    parts.push({ fill: "url(#steps-open)", text: t("pictures.steps.inTime") });
  if (steps.some(({ dropped }) => dropped > 0)) parts.push({ fill: "var(--loss)", text: t("pictures.steps.dropped") });
  return parts;
}
