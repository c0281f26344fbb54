import { area, curveMonotoneX, line } from "d3-shape";
import { Text } from "../../ui/picture/Text";
import { fitted } from "../../ui/picture/text";
import { spread } from "../figure/spread";
import type { Words } from "../figure/words";
import type { Cell, Grid } from "./model";

export interface Series {
  name: string;
  tone: string;
  dashed: boolean;
  cells: Cell[];
}

const TOP = 12;

interface Point extends Cell {
  column: number;
}

const known = (cells: Cell[]): Point[] =>
  cells.map((cell, column) => ({ ...cell, column })).filter(({ share }) => share !== null);

/** A round share just above all that is drawn. */
export function ceilingOf(series: Series[], from: number): number {
  const most = Math.max(
    0,
    ...series.flatMap(({ cells }) => cells.slice(from).map(({ high, share }) => high ?? share ?? 0)),
  );
  return [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((step) => step >= most) ?? 1;
}

interface Props {
  series: Series[];
  grid: Grid;
  height: number;
  /** The first column that is not certain: the curve begins there. */
  from: number;
  words: Words;
}

/** The means with their bands, over the columns of the table. */
export function Curve({ series, grid, height, from, words }: Props) {
  const top = ceilingOf(series, from);
  const y = (share: number) => TOP + (1 - Math.min(share, top) / top) * (height - TOP);
  const x = (column: number) => grid.gutter + (column + 0.5) * grid.cell;
  const right = grid.gutter + grid.cell * grid.columns;
  const band = area<Point>()
    .x(({ column }) => x(column))
    .y0(({ low, share }) => y(low ?? share ?? 0))
    .y1(({ high, share }) => y(high ?? share ?? 0))
    .curve(curveMonotoneX);
  const way = line<Point>()
    .x(({ column }) => x(column))
    .y(({ share }) => y(share ?? 0))
    .curve(curveMonotoneX);
  const drawn = series.map((one) => ({ ...one, points: known(one.cells).filter(({ column }) => column >= from) }));
  const ends = drawn.map(({ points }) => y(points.at(-1)?.share ?? 0));
  const labels = spread(ends, 16, TOP, height);
  return (
    <g aria-hidden="true">
      {[0, top / 2, top].map((share) => (
        <g key={share}>
          <path
            d={`M${grid.gutter} ${y(share)}H${right}`}
            style={{ stroke: share === 0 ? "var(--ink-3)" : "var(--line)" }}
          />
          <Text x={grid.gutter - 10} y={y(share) + 4} anchor="end" tone="ink-2">
            {words.format.percent(share)}
          </Text>
        </g>
      ))}
      {drawn.map(({ name, points }) => (
        <path key={name} d={band(points) ?? ""} style={{ fill: "var(--band)" }} />
      ))}
      {drawn.map(({ name, tone, dashed, points }) => (
        <g key={name} style={{ stroke: `var(${tone})`, strokeWidth: 2.5, strokeLinecap: "round" }}>
          <path d={way(points) ?? ""} style={{ fill: "none", ...(dashed && { strokeDasharray: "2 6" }) }} />
          {points.length <= 16 &&
            points.map(({ column, share }) => (
              <circle
                key={column}
                cx={x(column)}
                cy={y(share ?? 0)}
                r={3.5}
                style={{ fill: dashed ? "var(--page)" : `var(${tone})`, strokeWidth: 1.5 }}
              />
            ))}
        </g>
      ))}
      {series.length > 1 &&
        drawn.map(({ name, points, tone }, place) => {
          const last = points.at(-1);
          const at = last ? x(last.column) + 10 : right;
          return (
            <g key={name}>
              <path d={`M${at - 4} ${ends[place]}L${at + 2} ${labels[place]}`} style={{ stroke: `var(${tone})` }} />
              <Text x={at + 6} y={(labels[place] ?? 0) + 4} weight={place === 0 ? 600 : 400} rim>
                {fitted(name, Math.max(grid.width - at - 6, 40), 12, place === 0 ? 600 : 400)}
              </Text>
            </g>
          );
        })}
    </g>
  );
}
