import { Text } from "../../ui/picture/Text";
import { fitted, wrapped } from "../../ui/picture/text";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";

/** A number of the matrix: a share, and the share of another scope beside it. */
export interface Lolly {
  share: number | null;
  other: number | null | undefined;
  mark: Omit<Mark, "x" | "y">;
}

export interface Matrix {
  /** `own`: it adds up to something else than the others, and has a scale of its own. */
  columns: { key: string; name: string; own?: boolean }[];
  rows: { key: string; name: string; lines: string; cells: Lolly[] }[];
}

const HEAD = 46;
const ROW = 38;

/** The width of the names of rows. */
export const gutterOf = (width: number) => Math.min(200, Math.max(120, width * 0.15));

/** The largest share on the scale that a column has: its own, or that of all that share one. */
export const scaleOf = ({ columns, rows }: Matrix, column: number): number => {
  const own = columns[column]?.own === true;
  const shares = rows.flatMap(({ cells }) =>
    cells
      .filter((_, place) => (own ? place === column : columns[place]?.own !== true))
      .flatMap(({ share, other }) => [share ?? 0, other ?? 0]),
  );
  return Math.max(0.0001, ...shares);
};

/** Lollipops, rows by columns, on one scale; the largest of each column is bold. */
export function drawMatrix({ columns, rows }: Matrix, width: number, words: Words): Drawing {
  const names = gutterOf(width);
  const cell = (width - names) / Math.max(columns.length, 1);
  const most = columns.map((_, column) => scaleOf({ columns, rows }, column));
  const long = cell - 22;
  const best = columns.map((_, column) => Math.max(...rows.map(({ cells }) => cells[column]?.share ?? 0)));
  const drawn = rows.map((row, index) => {
    const y = HEAD + index * ROW;
    const cells = row.cells.map((lolly, column) => {
      const x = names + column * cell;
      const at = x + ((lolly.share ?? 0) / (most[column] ?? 1)) * long;
      return { lolly, column, x, at, mark: { ...lolly.mark, x: x + cell / 2 - 8, y: y + 20 } };
    });
    return { row, y, cells };
  });
  return {
    width,
    height: HEAD + rows.length * ROW + 8,
    marks: drawn.flatMap(({ cells }) => cells.map(({ mark }) => mark)),
    paint: () => (
      <>
        {columns.map(({ key, name }, column) => {
          const lines = wrapped(name, cell - 10, 12, 600, 2);
          return lines.map((line, place) => (
            <Text
              key={`${key} ${line}`}
              x={names + column * cell}
              y={30 - (lines.length - 1 - place) * 15}
              weight={600}
            >
              {line}
            </Text>
          ));
        })}
        {drawn.map(({ row, y, cells }, index) => (
          <g key={row.key}>
            <path d={`M0 ${y}H${width}`} style={{ stroke: index === 0 ? "var(--line-2)" : "var(--line)" }} />
            <Text x={0} y={y + 17} size={13} weight={600}>
              {fitted(row.name, names - 14, 13, 600)}
            </Text>
            <Text x={0} y={y + 32} tone="ink-2">
              {fitted(row.lines, names - 14, 12)}
            </Text>
            {cells.map(({ lolly: { share, other }, column, x, at, mark }) => (
              <Spot key={mark.id} mark={mark} ring={{ x: x - 4, y: y + 4, width: cell - 8, height: ROW - 8 }}>
                <rect x={x - 4} y={y} width={cell} height={ROW} style={{ fill: "transparent" }} />
                <Text
                  x={x}
                  y={y + 15}
                  weight={share !== null && share > 0 && share === best[column] ? 600 : 400}
                  tone={share === null ? "ink-2" : "ink"}
                >
                  {words.share(share)}
                </Text>
                {share !== null && (
                  <>
                    <path d={`M${x} ${y + 26}H${at}`} style={{ stroke: "var(--vol-2)", strokeWidth: 3 }} />
                    {other !== undefined && other !== null && (
                      <circle
                        cx={x + (other / (most[column] ?? 1)) * long}
                        cy={y + 26}
                        r={4}
                        style={{ fill: "var(--page)", stroke: "var(--ink-3)", strokeWidth: 1.5 }}
                      />
                    )}
                    <circle
                      cx={at}
                      cy={y + 26}
                      r={share === 0 ? 2 : 4.5}
                      style={{
                        fill: share === 0 ? "var(--line-2)" : share === best[column] ? "var(--accent)" : "var(--vol-3)",
                      }}
                    />
                  </>
                )}
              </Spot>
            ))}
          </g>
        ))}
      </>
    ),
  };
}
