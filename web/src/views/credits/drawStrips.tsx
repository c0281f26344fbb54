import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import { spread } from "../figure/spread";
import type { Words } from "../figure/words";
import { type Matrix, scaleOf } from "./drawMatrix";

const BLOCK = 96;
const MOST_NAMED = 3;

/** The same on a narrow page: each row a strip from zero, its columns as dots, the ends and the last one named. */
export function drawStrips({ columns, rows }: Matrix, width: number, words: Words): Drawing {
  const most = scaleOf(
    { columns, rows },
    columns.findIndex(({ own }) => own !== true),
  );
  const long = width - 16;
  const x = (share: number) => 8 + (share / most) * long;
  const strips = rows.map((row, index) => {
    const y = index * BLOCK;
    const dots = row.cells.flatMap(({ share, mark }, column) =>
      share === null || columns[column]?.own
        ? []
        : [{ share, name: columns[column]?.name ?? "", column, mark: { ...mark, x: x(share), y: y + 44 } }],
    );
    return { row, y, dots, named: namedOf(dots) };
  });
  return {
    width,
    height: rows.length * BLOCK,
    marks: strips.flatMap(({ dots }) => dots.map(({ mark }) => mark)),
    paint: () =>
      strips.map(({ row, y, dots, named }) => (
        <g key={row.key}>
          <Text x={0} y={y + 16} size={13} weight={600}>
            {fitted(row.name, width - 120, 13, 600)}
          </Text>
          <Text x={width} y={y + 16} anchor="end" tone="ink-2">
            {fitted(row.lines, 112, 12)}
          </Text>
          <path d={`M8 ${y + 44}H${8 + long}`} style={{ stroke: "var(--line-2)" }} />
          {dots.length > 1 && (
            <path
              d={`M${Math.min(...dots.map(({ mark }) => mark.x))} ${y + 44}H${Math.max(...dots.map(({ mark }) => mark.x))}`}
              style={{ stroke: "var(--vol-2)", strokeWidth: 4, strokeLinecap: "round" }}
            />
          )}
          {dots.map(({ mark, column }) => (
            <Spot key={mark.id} mark={mark} ring={{ x: mark.x - 6, y: mark.y - 6, width: 12, height: 12, radius: 8 }}>
              <circle cx={mark.x} cy={mark.y} r={11} style={{ fill: "transparent" }} />
              <circle
                cx={mark.x}
                cy={mark.y}
                r={5}
                style={{
                  fill: column === columns.length - 1 ? "var(--accent)" : "var(--vol-3)",
                  stroke: "var(--page)",
                  strokeWidth: 1.5,
                }}
              />
            </Spot>
          ))}
          <Names named={named} y={y + 66} width={width} words={words} />
        </g>
      )),
  };
}

interface Dot {
  share: number;
  name: string;
  mark: { id: string; x: number };
}

/** The lowest, the last and the highest of a strip. */
function namedOf(dots: Dot[]): Dot[] {
  const sorted = [...dots].sort((a, b) => a.share - b.share);
  const wanted = [sorted[0], dots.at(-1), sorted.at(-1)].filter((dot) => dot !== undefined);
  return wanted
    .filter((dot, place) => wanted.findIndex(({ mark }) => mark.id === dot.mark.id) === place)
    .slice(0, MOST_NAMED);
}

function Names({ named, y, width, words }: { named: Dot[]; y: number; width: number; words: Words }) {
  const texts = named.map(({ name, share }) => `${name} ${words.share(share)}`);
  const apart = named.length > 1 && texts.reduce((sum, text) => sum + widthOf(text, 12) + 14, 0) > width;
  const heights = spread(
    named.map(() => y),
    apart ? 16 : 0.001,
    y,
    y + 24,
  );
  return named.map(({ mark }, place) => {
    const half = widthOf(texts[place] ?? "", 12) / 2;
    const placed = apart ? 0 : placeOf(named, texts, place, width);
    return (
      <Text
        key={mark.id}
        x={apart ? Math.min(Math.max(mark.x, half), width - half) : placed}
        y={heights[place] ?? y}
        anchor="middle"
        tone="ink-2"
      >
        {texts[place]}
      </Text>
    );
  });
}

/** Side by side, each as near to its dot as the others let it. */
function placeOf(named: Dot[], texts: string[], place: number, width: number): number {
  const order = named
    .map((dot, index) => ({ x: dot.mark.x, half: widthOf(texts[index] ?? "", 12) / 2 + 7, index }))
    .sort((a, b) => a.x - b.x);
  let floor = -7;
  for (const label of order) {
    label.x = Math.max(label.x, floor + label.half);
    floor = label.x + label.half;
  }
  let ceiling = width + 7;
  for (const label of order.toReversed()) {
    label.x = Math.min(label.x, ceiling - label.half);
    ceiling = label.x - label.half;
  }
  return order.find(({ index }) => index === place)?.x ?? 0;
}
