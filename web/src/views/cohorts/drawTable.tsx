import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { pickOf, type Variant } from "../figure/answers";
import { Hatch } from "../figure/Hatch";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { type Cell, type Grid, inkOf, scaleOf } from "./model";

/** A row of the heat table; without a cohort it is a mean over all. */
export interface HeatRow {
  id: string;
  name: string;
  size: number;
  cells: Cell[];
  cohort: string | null;
  of: Variant<unknown> | undefined;
}

const ROW = 27;
const MEAN = 33;
const HEAD = 40;
const ROOMY = 120;

/** The period of a column: "3", "1 to 3", "3 or later". */
export function periodOf({ first, last }: Cell, { t, format }: Words): string {
  if (last === null) return first === 0 ? format.number(0) : t("pictures.cohorts.orLater", { k: format.number(first) });
  if (last === first) return format.number(first);
  return t("pictures.cohorts.range", { first: format.number(first), last: format.number(last) });
}

function markOf(row: HeatRow, cell: Cell, unit: string, words: Words): Omit<Mark, "id" | "x" | "y"> {
  const { t, format } = words;
  const lines: Mark["lines"] = [];
  if (cell.share !== null) {
    lines.push([t("pictures.cohorts.back"), words.sure(cell)]);
    lines.push([
      t("pictures.cohorts.customers"),
      t("pictures.cohorts.nOf", { n: format.number(cell.returned), of: format.number(cell.customers) }),
    ]);
  }
  if (cell.waiting > 0) {
    lines.push([t("pictures.cohorts.notOver"), format.number(cell.waiting)]);
    lines.push([t("pictures.cohorts.soFar"), format.number(cell.returned_so_far)]);
  }
  const column = t(`pictures.cohorts.${unit as "week"}`, { k: periodOf(cell, words) });
  const measure = cell.share !== null ? "returned" : "returned_so_far";
  const keys = { ...(row.cohort !== null && { cohort: row.cohort }), first: cell.first, last: cell.last };
  const pick = cell[measure] > 0 ? pickOf(keys, measure, row.of) : undefined;
  return { title: `${row.name} · ${column}`, lines, pick };
}

/** The triangle of cohorts, means on top; what is not over yet is hatched. */
export function drawTable(rows: HeatRow[], means: number, grid: Grid, unit: string, words: Words): Drawing {
  const scale = scaleOf(rows.map(({ cells }) => cells));
  const drawn = rows.map((row, index) => {
    const y = HEAD + Math.min(index, means) * MEAN + Math.max(index - means, 0) * ROW + (index >= means ? 8 : 0);
    const height = (index < means ? MEAN : ROW) - 2;
    const cells = row.cells.slice(0, grid.columns).map((cell, column) => {
      const box = { x: grid.gutter + column * grid.cell, y, width: grid.cell - 2, height };
      const place = { id: `${row.id}/${column}`, x: box.x + box.width / 2, y: y + height / 2 };
      return { cell, column, box, mark: { ...place, ...markOf(row, cell, unit, words) } };
    });
    return {
      row,
      y,
      height,
      mean: index < means,
      cells: cells.filter(({ cell }) => cell.customers > 0 || cell.waiting > 0),
    };
  });
  const last = drawn.at(-1);
  return {
    width: grid.width,
    height: (last ? last.y + last.height : HEAD) + 8,
    marks: drawn.flatMap(({ cells }) => cells.map(({ mark }) => mark)),
    paint: () => (
      <>
        <defs>
          <Hatch id="cohorts-open" tone="--line-2" />
        </defs>
        <Heads grid={grid} cells={rows[0]?.cells ?? []} unit={unit} words={words} />
        {drawn.map(({ row, y, height, mean, cells }) => (
          <g key={row.id}>
            <RowHead row={row} y={y + height / 2 + 4} mean={mean} gutter={grid.gutter} words={words} />
            {cells.map(({ cell, column, box, mark }) => (
              <Spot key={mark.id} mark={mark} ring={{ ...box, radius: 5 }}>
                <Heat cell={cell} box={box} trivial={scale.trivial(column)} most={scale.most} />
                {cell.share !== null && grid.figures !== "none" && (
                  <Text
                    x={box.x + box.width / 2}
                    y={box.y + box.height / 2 + 4}
                    anchor="middle"
                    weight={mean ? 600 : 400}
                    tone={scale.trivial(column) ? "ink-2" : "ink"}
                  >
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
}

function figureOf(share: number, { figures, cell }: Grid, { format }: Words): string {
  if (figures === "bare") return format.number(share * 100);
  return format.percent(share, share < 0.0995 && share > 0 && cell >= 48 ? 1 : 0);
}

interface HeatProps {
  cell: Cell;
  box: { x: number; y: number; width: number; height: number };
  trivial: boolean;
  most: number;
}

function Heat({ cell, box, trivial, most }: HeatProps) {
  if (cell.share === null) return <rect {...box} rx={3} style={{ fill: "url(#cohorts-open)" }} />;
  if (trivial) return <rect {...box} rx={3} style={{ fill: "transparent", stroke: "var(--line)" }} />;
  return <rect {...box} rx={3} style={{ fill: "var(--vol-3)", fillOpacity: inkOf(cell.share, most) }} />;
}

function Heads({ grid, cells, unit, words }: { grid: Grid; cells: Cell[]; unit: string; words: Words }) {
  const labels = cells.slice(0, grid.columns).map((cell) => periodOf(cell, words));
  const widest = Math.max(0, ...labels.map((label) => widthOf(label, 12)));
  const every = Math.max(1, Math.ceil((widest + 8) / grid.cell));
  return (
    <g aria-hidden="true">
      <Text x={grid.gutter} y={12} tone="ink-2">
        {words.t(`pictures.cohorts.axis_${unit as "week"}`)}
        {grid.figures === "bare" && " · %"}
      </Text>
      {labels.map(
        (label, column) =>
          column % every === 0 && (
            <Text
              key={label}
              x={grid.gutter + (column + 0.5) * grid.cell - 1}
              y={HEAD - 9}
              anchor="middle"
              tone="ink-2"
            >
              {label}
            </Text>
          ),
      )}
    </g>
  );
}

function RowHead({
  row,
  y,
  mean,
  gutter,
  words,
}: {
  row: HeatRow;
  y: number;
  mean: boolean;
  gutter: number;
  words: Words;
}) {
  // A narrow gutter has room for the name alone; the card says the rest.
  const size = gutter < ROOMY ? "" : words.format.number(row.size);
  const room = gutter - (size ? widthOf(size, 12) + 24 : 8);
  return (
    <g aria-hidden="true">
      <Text x={0} y={y} size={mean ? 13 : 12} weight={mean ? 600 : 400}>
        {fitted(row.name, room, mean ? 13 : 12, mean ? 600 : 400)}
      </Text>
      <Text x={gutter - 10} y={y} anchor="end" tone="ink-2">
        {size}
      </Text>
    </g>
  );
}
