import type { AnalysisAnswer } from "../../api/explore";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { differenceOf, type Variant } from "../figure/answers";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { ZeroDot } from "../figure/ZeroDot";
import { zeroScale } from "../figure/zero";
import { stepMark } from "./marks";
import type { Funnel, Step } from "./river";

const NARROW = 720;
const BAR = 13;
const HEAD = 58;

interface Difference {
  difference: number;
  low: number | null;
  high: number | null;
}

/** Two funnels step by step: both bars as shares of their own first step, and the difference of the shares that go on. */
export function drawSides(
  answer: AnalysisAnswer,
  [here, there]: [Variant<Funnel>, Variant<Funnel>],
  width: number,
  words: Words,
): Drawing {
  const narrow = width < NARROW;
  const { steps } = here.answer;
  const names = narrow
    ? 0
    : Math.min(220, Math.max(...steps.map(({ step, name }) => widthOf(`${step} ${name}`, 13, 600))) + 16);
  const zero = narrow ? 0 : 330;
  const bars = { x: names, width: width - names - zero - 62 };
  const pitch = narrow ? 84 : 50;
  const rows = steps.map((step, index) => {
    const y = HEAD + index * pitch;
    const top = narrow ? y + 24 : y + 4;
    const lines = [here, there].map((side, place) => {
      const own = side.answer.steps[index] ?? step;
      const share = side.answer.n > 0 ? own.customers / side.answer.n : 0;
      const box = { x: bars.x, y: top + place * (BAR + 2), width: share * bars.width, height: BAR };
      return {
        own,
        share,
        box,
        mark: stepMark(own, side.answer, words, { x: box.x + box.width / 2, y: box.y + BAR / 2 }, side),
      };
    });
    return { step, y, top, lines, difference: index > 0 ? gapOf(answer, step) : undefined };
  });
  const scale = zeroScale(
    rows.flatMap(({ difference }) => (difference ? [difference.difference, difference.low, difference.high] : [])),
    width - zero + 16,
    width - 178,
  );
  return {
    width,
    height: HEAD + rows.length * pitch + 4,
    marks: rows.flatMap(({ lines }) => lines.map(({ mark }) => mark)),
    paint: () => (
      <>
        <Key names={[here.name, there.name]} words={words} width={width} />
        {!narrow && (
          <>
            <Text x={width - zero} y={HEAD - 18} tone="ink-2">
              {fitted(words.t("pictures.steps.differenceOf"), zero, 12)}
            </Text>
            <path d={`M${scale.x(0)} ${HEAD}V${HEAD + rows.length * pitch}`} style={{ stroke: "var(--ink-3)" }} />
          </>
        )}
        {rows.map(({ step, y, top, lines, difference }) => (
          <g key={step.step}>
            <Text x={0} y={narrow ? y + 15 : top + 18} size={13} weight={600}>
              {fitted(`${step.step} ${step.name}`, narrow ? width : names - 12, 13, 600)}
            </Text>
            {lines.map(({ box, share, mark }, place) => (
              <Spot key={mark.id} mark={mark} ring={box}>
                <rect
                  {...box}
                  width={Math.max(box.width, 1)}
                  style={
                    place === 0
                      ? { fill: "var(--vol-3)" }
                      : { fill: "var(--vol-1)", stroke: "var(--ink-3)", strokeWidth: 1 }
                  }
                />
                <Text
                  x={box.x + box.width + 8}
                  y={box.y + 11}
                  weight={place === 0 ? 600 : 400}
                  tone={place === 0 ? "ink" : "ink-2"}
                >
                  {words.share(share)}
                </Text>
              </Spot>
            ))}
            {difference && (
              <g style={{ pointerEvents: "none" }}>
                {!narrow && <ZeroDot scale={scale} y={top + BAR + 1} {...difference} />}
                <Text x={narrow ? 0 : width - 166} y={narrow ? top + 2 * BAR + 20 : top + BAR + 5} tone="ink-2">
                  {fitted(saidOf(difference, words), narrow ? width : 166, 12)}
                </Text>
              </g>
            )}
          </g>
        ))}
      </>
    ),
  };
}

function gapOf(answer: AnalysisAnswer, { step, name }: Step): Difference | undefined {
  const row = differenceOf(answer, "share", { step, name });
  if (typeof row?.difference !== "number") return undefined;
  const [low, high] = [row.low, row.high];
  return {
    difference: row.difference,
    low: typeof low === "number" ? low : null,
    high: typeof high === "number" ? high : null,
  };
}

/** "+2.3 points [1.1 to 3.4]". */
const saidOf = ({ difference, low, high }: Difference, { t, format, shares }: Words) =>
  [t("pictures.points", { n: format.signed(difference * 100) }), shares(low, high)].filter(Boolean).join(" ");

function Key({ names: [here, there], words, width }: { names: [string, string]; words: Words; width: number }) {
  const room = width / 2 - 40;
  const first = fitted(here, room, 12, 600);
  const second = 24 + widthOf(first, 12, 600) + 20;
  return (
    <>
      <rect x={0} y={4} width={14} height={12} style={{ fill: "var(--vol-3)" }} />
      <Text x={20} y={14} weight={600}>
        {first}
      </Text>
      <rect
        x={second}
        y={4}
        width={14}
        height={12}
        style={{ fill: "var(--vol-1)", stroke: "var(--ink-3)", strokeWidth: 1 }}
      />
      <Text x={second + 20} y={14}>
        {fitted(there, room, 12)}
      </Text>
      {width >= NARROW && (
        <Text x={0} y={HEAD - 18} tone="ink-2">
          {words.t("pictures.steps.ofFirst")}
        </Text>
      )}
    </>
  );
}
