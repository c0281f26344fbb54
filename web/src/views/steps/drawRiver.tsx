import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { Hatch } from "../figure/Hatch";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { partMark, stepMark } from "./marks";
import { type Funnel, type Reach, riverOf, type Step } from "./river";

const TOP = 66;
const HEIGHT = 216;
const LEADING = 17;
/** A band this high holds its words. */
const ROOMY = 50;

/** The funnel as the river of the map: for few steps on a wide page. */
export function drawRiver(funnel: Funnel, width: number, words: Words): Drawing {
  const reaches = riverOf(funnel, width, TOP, HEIGHT);
  const parts = reaches.map((reach) => {
    const { block, step, waiting, foot } = reach;
    const middle = { x: block.x + block.width / 2, y: block.y + block.height / 2 };
    const side = { x: foot.x - 20, y: foot.y + 40 };
    return {
      reach,
      whole: stepMark(step, funnel, words, middle),
      open: waiting && partMark(step, "in_window", words, { x: side.x, y: waiting.y + waiting.height / 2 }),
      lost: reach.wedge
        ? partMark(step, "dropped", words, { x: side.x, y: side.y + (waiting?.height ?? 0) })
        : undefined,
      lines: footOf(reach, words),
    };
  });
  const height = Math.max(
    TOP + HEIGHT + 12,
    ...parts.map(({ reach, lines }) => reach.foot.y + 10 + lines.length * LEADING),
    ...reaches.map(({ wedge, block }) => block.y + block.height + (wedge ? 24 : 0)),
  );
  return {
    width,
    height,
    marks: parts.flatMap(({ whole, open, lost }) => [whole, open, lost].filter((mark) => mark !== undefined)),
    paint: () => (
      <>
        <defs>
          <Hatch id="steps-open" />
        </defs>
        {parts.map(({ reach, whole, open, lost, lines }) => (
          <g key={reach.step.step}>
            <Head reach={reach} n={funnel.n} words={words} />
            {reach.band && <rect {...reach.band} style={{ fill: "var(--vol-1)" }} />}
            <Spot mark={whole} ring={{ ...reach.block, radius: 4 }}>
              <rect
                {...reach.block}
                height={Math.max(reach.block.height, 1)}
                style={{ fill: reach.next ? "var(--vol-2)" : "var(--accent)" }}
              />
              <rect x={reach.x} y={0} width={reach.block.width} height={TOP} style={{ fill: "transparent" }} />
            </Spot>
            {open && reach.waiting && (
              <Spot mark={open} ring={reach.waiting}>
                <rect
                  {...reach.waiting}
                  height={Math.max(reach.waiting.height, 1)}
                  style={{ fill: "url(#steps-open)" }}
                />
              </Spot>
            )}
            {lost && reach.wedge && (
              <Spot mark={lost} ring={{ ...lossBox(reach), radius: 8 }}>
                <path d={reach.wedge} style={{ fill: "var(--loss)", stroke: "var(--loss)", strokeWidth: 1 }} />
              </Spot>
            )}
            <On reach={reach} words={words} />
            {lines.map(({ text, strong }, line) => (
              <Text
                key={text}
                x={reach.foot.x}
                y={reach.foot.y + 18 + line * LEADING}
                tone={strong ? "ink" : "ink-2"}
                weight={strong ? 600 : 400}
              >
                {fitted(text, reach.foot.width, 12, strong ? 600 : 400)}
              </Text>
            ))}
            {!reach.next && <Arrived reach={reach} words={words} funnel={funnel} />}
          </g>
        ))}
      </>
    ),
  };
}

const lossBox = ({ foot, step, block }: Reach) => {
  const peel = Math.max(foot.x - 8 - (block.x + block.width), 8);
  const lost = (block.height * step.dropped) / Math.max(step.customers, 1);
  return { x: block.x + block.width, y: block.y + block.height - lost, width: peel, height: lost + 18 };
};

function Head({ reach: { x, width, step }, n, words }: { reach: Reach; n: number; words: Words }) {
  const room = width - 12;
  const figure = words.format.number(step.customers);
  const all = words.t("pictures.steps.shareOfAll", { share: words.share(n > 0 ? step.customers / n : null) });
  const wide = widthOf(figure, 24, 600) + 8;
  return (
    <>
      <Text x={x} y={16} size={13} weight={600}>
        {fitted(`${step.step} ${step.name}`, room, 13, 600)}
      </Text>
      <Text x={x} y={46} size={24} weight={600}>
        {figure}
      </Text>
      {step.step > 1 && wide + widthOf(all, 12) <= room && (
        <Text x={x + wide} y={46} tone="ink-2">
          {all}
        </Text>
      )}
    </>
  );
}

/** Who goes on, where the band is high enough for words, with the bounds of the share at its end. */
function On({ reach: { band, bounds, next }, words }: { reach: Reach; words: Words }) {
  if (!band || !next) return null;
  const inside = band.height >= ROOMY && fitsInside(band.width, next, words);
  return (
    <g aria-hidden="true" style={{ pointerEvents: "none" }}>
      {inside && (
        <>
          <Text x={band.x + band.width / 2} y={band.y + band.height / 2 - 2} size={13} weight={600} anchor="middle">
            {words.t("pictures.steps.goOn", { share: words.share(next.share) })}
          </Text>
          {next.median_s !== null && (
            <Text x={band.x + band.width / 2} y={band.y + band.height / 2 + 16} tone="ink-2" anchor="middle">
              {words.t("pictures.steps.half", { time: words.format.duration(next.median_s) })}
            </Text>
          )}
        </>
      )}
      {bounds && bounds.high - bounds.low >= 3 && (
        <path
          d={`M${bounds.x} ${bounds.low}V${bounds.high}M${bounds.x - 3} ${bounds.low}h6M${bounds.x - 3} ${bounds.high}h6`}
          style={{ fill: "none", stroke: "var(--ink)", strokeWidth: 1.2 }}
        />
      )}
    </g>
  );
}

const fitsInside = (width: number, next: Step, { t, share, format }: Words) =>
  widthOf(t("pictures.steps.goOn", { share: share(next.share) }), 13, 600) <= width - 20 &&
  (next.median_s === null ||
    widthOf(t("pictures.steps.half", { time: format.duration(next.median_s) }), 12) <= width - 20);

/** What is said under the river after a step: bold where more than a quarter dropped. */
function footOf({ step, next, band, foot }: Reach, words: Words): { text: string; strong: boolean }[] {
  if (!next || !band) return [];
  const { t, format } = words;
  const lines: { text: string; strong: boolean }[] = [];
  if (band.height < ROOMY || !fitsInside(band.width, next, words)) {
    lines.push({ text: t("pictures.steps.goOn", { share: words.share(next.share) }), strong: true });
    if (next.median_s !== null) lines.push({ text: halfOf(next.median_s, foot.width, words), strong: false });
  }
  if (step.in_window > 0)
    lines.push({
      text: t("pictures.steps.waiting", { n: format.number(step.in_window) }),
      strong: false,
    });
  if (step.dropped > 0)
    lines.push({
      text: t("pictures.steps.left", { n: format.number(step.dropped) }),
      strong: step.dropped > step.customers / 4,
    });
  return lines;
}

/** The median time; where its two units have no room, the larger one. */
function halfOf(seconds: number, room: number, { t, format }: Words): string {
  const whole = t("pictures.steps.half", { time: format.duration(seconds) });
  if (widthOf(whole, 12) <= room) return whole;
  const unit = [86_400, 3_600, 60].find((size) => seconds >= size) ?? 1;
  return t("pictures.steps.half", { time: format.duration(Math.ceil(seconds / unit) * unit) });
}

/** Who got there; under the river where the block is low, at the right: on the left may stand words of the step before. */
function Arrived({ reach: { block }, words, funnel: { converted } }: { reach: Reach; words: Words; funnel: Funnel }) {
  const text = words.t("pictures.steps.converted", { share: words.share(converted.share) });
  const bounds = words.shares(converted.low, converted.high);
  const bottom = block.y + block.height;
  const right = block.x + block.width;
  return (
    <g aria-hidden="true" style={{ pointerEvents: "none" }}>
      {block.height >= 28 ? (
        <Text
          x={block.x + 12}
          y={block.y + Math.min(block.height / 2 + 5, 32)}
          size={13}
          weight={600}
          tone="accent-ink"
        >
          {fitted(text, block.width - 16, 13, 600)}
        </Text>
      ) : (
        <Text x={right} y={bottom + 20} size={13} weight={600} anchor="end">
          {fitted(text, block.width / 2 + 20, 13, 600)}
        </Text>
      )}
      <Text x={right} y={bottom + (block.height >= 28 ? 18 : 38)} tone="ink-2" anchor="end">
        {bounds}
      </Text>
    </g>
  );
}
