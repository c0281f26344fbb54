import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { stepMark } from "./marks";
import type { Funnel } from "./river";

const LEAST = 236;
const GAP = 28;
const HEAD = 58;
const BARS = 70;
const FOOT = 26;
const TITLE = 52;

/** The same funnel for each group: bars as shares of the group, a line where everybody stands. */
export function drawGroups(
  all: Funnel,
  groups: Variant<Funnel>[],
  title: string,
  width: number,
  words: Words,
): Drawing {
  const many = Math.max(1, Math.floor((width + GAP) / (LEAST + GAP)));
  const columns = Math.min(many, groups.length);
  const wide = (width - (Math.min(many, Math.max(columns, 3)) - 1) * GAP) / Math.min(many, Math.max(columns, 3));
  const pitch = HEAD + BARS + FOOT + 14;
  const cells = groups.map((group, index) => {
    const [x, y] = [(index % columns) * (wide + GAP), TITLE + Math.floor(index / columns) * pitch];
    const { steps, n } = group.answer;
    const slot = wide / Math.max(steps.length, 1);
    const bars = steps.map((step, place) => {
      const tall = n > 0 ? (step.customers / n) * BARS : 0;
      const reference = all.n > 0 ? ((all.steps[place]?.customers ?? 0) / all.n) * BARS : 0;
      const box = {
        x: x + place * slot,
        y: y + HEAD + BARS - tall,
        width: Math.max(slot - Math.min(7, slot * 0.15), 1),
        height: tall,
      };
      const middle = { x: box.x + box.width / 2, y: y + HEAD + BARS / 2 };
      return { step, box, line: y + HEAD + BARS - reference, mark: stepMark(step, group.answer, words, middle, group) };
    });
    const waiting = steps.reduce((sum, step) => sum + step.in_window, 0);
    return { group, x, y, bars, waiting };
  });
  return {
    width,
    height: TITLE + Math.ceil(groups.length / Math.max(columns, 1)) * pitch,
    marks: cells.flatMap(({ bars }) => bars.map(({ mark }) => mark)),
    paint: () => (
      <>
        <Text x={0} y={24} size={15} weight={600}>
          {fitted(title, width, 15, 600)}
        </Text>
        {widthOf(title, 15, 600) + widthOf(words.t("pictures.steps.groupsKey"), 12) + 40 <= width && (
          <Text x={width} y={24} anchor="end" tone="ink-2">
            {words.t("pictures.steps.groupsKey")}
          </Text>
        )}
        {cells.map(({ group, x, y, bars, waiting }) => (
          <g key={`${group.name}${String(group.cell.group_other)}`}>
            <GroupHead group={group} waiting={waiting} x={x} y={y} width={wide} words={words} />
            {bars.map(({ step, box, line, mark }, place) => (
              <Spot key={step.step} mark={mark} ring={{ x: box.x, y: y + HEAD, width: box.width, height: BARS }}>
                <rect x={box.x} y={y + HEAD} width={box.width} height={BARS + FOOT} style={{ fill: "transparent" }} />
                <rect
                  {...box}
                  height={Math.max(box.height, 1)}
                  style={{ fill: place === bars.length - 1 ? "var(--accent)" : "var(--vol-2)" }}
                />
                {place > 0 && (
                  <rect x={box.x} y={line - 1} width={box.width} height={2} style={{ fill: "var(--ink)" }} />
                )}
                <Text x={box.x + box.width / 2} y={y + HEAD + BARS + 17} anchor="middle" tone="ink-2">
                  {fittingOf(step.customers, slotOf(box.width), words)}
                </Text>
              </Spot>
            ))}
          </g>
        ))}
      </>
    ),
  };
}

/** A little of the gap beside a bar may be written on. */
const slotOf = (bar: number) => bar + 4;

/** A number as it is, or in short; nothing where there is no room for either. */
const fittingOf = (n: number, room: number, { format }: Words) =>
  [format.number(n), format.compact(n)].find((text) => widthOf(text, 12) <= room) ?? "";

interface HeadProps {
  group: Variant<Funnel>;
  waiting: number;
  x: number;
  y: number;
  width: number;
  words: Words;
}

function GroupHead({ group, waiting, x, y, width, words }: HeadProps) {
  const { converted } = group.answer;
  const open = words.t("pictures.steps.waiting", { n: words.format.number(waiting) });
  const room = waiting > 0 ? width - widthOf(open, 12) - 12 : width;
  return (
    <>
      <Text x={x} y={y + 14} size={13} weight={600}>
        {fitted(group.name, room, 13, 600)}
      </Text>
      {waiting > 0 && (
        <Text x={x + width} y={y + 14} anchor="end" tone="ink-2">
          {open}
        </Text>
      )}
      <Text x={x} y={y + 40} size={20} weight={600}>
        {words.share(converted.share)}
        <tspan dx={6} style={{ fontSize: 12, fontWeight: 400, fill: "var(--ink-2)" }}>
          {words.shares(converted.low, converted.high)}
        </tspan>
      </Text>
    </>
  );
}
