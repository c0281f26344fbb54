import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { type Grid, gridOf, inkOf } from "../cohorts/model";
import { pickOf, type Variant } from "../figure/answers";
import type { Drawing, Mark } from "../figure/marks";
import { noted } from "../figure/Note";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { type Cell, END, linesOf, mostOf, type StepMatrix } from "./model";

const NARROW = 640;
const ROW = 30;
const HEAD = 34;
/** Between the nodes and the row of those that are over. */
const GAP = 8;
const STEPS_ON_A_PHONE = 6;
/** Cells from here on have room for a tenth of a per cent. */
const ROOMY = 48;

const nameOf = ({ name }: Cell, { t }: Words) =>
  name === null ? t("room.cell.others") : name === END ? t("room.cell.end") : name;

function markOf(cell: Cell, words: Words, of: Variant<unknown> | undefined): Omit<Mark, "id" | "x" | "y"> {
  const { t, format } = words;
  return {
    title: `${nameOf(cell, words)} · ${t("pictures.heat.step", { k: format.number(cell.step) })}`,
    lines: [
      [t("pictures.heat.share"), words.sure(cell)],
      [t("pictures.heat.customers"), format.number(cell.customers)],
    ],
    pick: cell.customers > 0 ? pickOf({ step: cell.step, name: cell.name }, "customers", of) : undefined,
  };
}

/** Nodes by rows, steps by columns; below them the journeys that are over. */
export function drawHeat(answer: StepMatrix, width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const lines = linesOf(answer);
  const narrow = width < NARROW;
  const names = lines.map((line) => (line[0] ? nameOf(line[0], words) : ""));
  const longest = Math.max(0, ...names.map((name) => widthOf(name, 13))) + 16;
  const gutter = Math.min(longest, narrow ? 112 : 240);
  const columns = narrow ? Math.min(answer.depth, STEPS_ON_A_PHONE) : answer.depth;
  const grid = gridOf(columns, gutter, width);
  const most = mostOf(answer);
  const rows = lines.map((line, index) => {
    const over = line[0]?.name === END;
    const y = HEAD + index * ROW + (over ? GAP : 0);
    const cells = line.slice(0, columns).map((cell, column) => {
      const box = { x: gutter + column * grid.cell, y, width: grid.cell - 2, height: ROW - 2 };
      const place = { id: `${index}/${column}`, x: box.x + box.width / 2, y: y + ROW / 2 };
      return { cell, box, mark: { ...place, ...markOf(cell, words, of) } };
    });
    return { name: names[index] ?? "", over, y, cells };
  });
  const drawing: Drawing = {
    width: grid.width,
    height: HEAD + rows.length * ROW + GAP + 6,
    marks: rows.flatMap(({ cells }) => cells.map(({ mark }) => mark)),
    paint: () => (
      <>
        <Heads grid={grid} words={words} />
        {rows.map(({ name, over, y, cells }) => (
          <g key={y}>
            <g aria-hidden="true">
              <Text x={0} y={y + ROW / 2 + 4} size={13} tone={over ? "ink-2" : "ink"}>
                {fitted(name, gutter - 12, 13)}
              </Text>
            </g>
            {cells.map(({ cell, box, mark }) => (
              <Spot key={mark.id} mark={mark} ring={{ ...box, radius: 5 }}>
                <rect
                  {...box}
                  rx={3}
                  style={
                    over
                      ? { fill: "var(--ink-3)", fillOpacity: 0.4 * (cell.share ?? 0) }
                      : { fill: "var(--vol-3)", fillOpacity: cell.customers > 0 ? inkOf(cell.share ?? 0, most) : 0 }
                  }
                />
                {grid.figures !== "none" && cell.share !== null && cell.customers > 0 && (
                  <Text x={box.x + box.width / 2} y={y + ROW / 2 + 3} anchor="middle" tone={over ? "ink-2" : "ink"}>
                    {figureOf(cell.share, grid, words)}
                  </Text>
                )}
              </Spot>
            ))}
          </g>
        ))}
      </>
    ),
  };
  const left = answer.depth - columns;
  return noted(drawing, left > 0 ? words.t("pictures.heat.first", { n: words.format.number(columns) }) : "");
}

function figureOf(share: number, { figures, cell }: Grid, { format }: Words): string {
  if (figures === "bare") return format.number(share * 100);
  if (cell < ROOMY) return share < 0.005 ? `<${format.percent(0.01)}` : format.percent(share);
  return format.percent(share, share < 0.0995 ? 1 : 0);
}

function Heads({ grid, words }: { grid: Grid; words: Words }) {
  return (
    <g aria-hidden="true">
      <Text x={0} y={HEAD - 10} tone="ink-2">
        {words.t("pictures.heat.axis")}
        {grid.figures === "bare" && " · %"}
      </Text>
      {Array.from({ length: grid.columns }, (_, column) => (
        <Text
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number.
          key={column}
          x={grid.gutter + (column + 0.5) * grid.cell - 1}
          y={HEAD - 10}
          anchor="middle"
          tone="ink-2"
        >
          {words.format.number(column + 1)}
        </Text>
      ))}
    </g>
  );
}
