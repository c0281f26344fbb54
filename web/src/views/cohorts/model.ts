/** A cell of a retention table. */
export interface Cell {
  first: number;
  last: number | null;
  customers: number;
  returned: number;
  share: number | null;
  low: number | null;
  high: number | null;
  complete: boolean;
  waiting: number;
  returned_so_far: number;
}

export interface Cohort {
  cohort: string;
  size: number;
  cells: Cell[];
}

export interface Retention {
  n: number;
  unit: "day" | "week" | "month";
  mode: "on" | "on_or_after" | "bracket";
  cohorts: Cohort[];
  mean: Cell[];
}

/** What is drawn at most; the table has all. */
export const MOST_ROWS = 60;
export const MOST_COLUMNS = 60;

/** Columns that say something: not a period 0 in which everybody is there by definition. */
export function scaleOf(rows: Cell[][]): { trivial: (column: number) => boolean; most: number } {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const certain = Array.from({ length: columns }, (_, column) =>
    rows.every((row) => {
      const cell = row[column];
      return cell === undefined || (cell.first === 0 && (cell.share === 1 || cell.share === null));
    }),
  );
  const shares = rows.flatMap((row) => row.filter((_, column) => !certain[column]).map(({ share }) => share ?? 0));
  return { trivial: (column) => certain[column] === true, most: Math.max(0, ...shares) };
}

/** How much ink a share gets, from just seen to as dark as words stay readable on. */
export const inkOf = (share: number, most: number) => 0.05 + 0.55 * (most > 0 ? Math.min(share / most, 1) : 0);

export interface Grid {
  /** Of the labels of rows. */
  gutter: number;
  cell: number;
  width: number;
  columns: number;
  /** What fits into the cells: per cent with their sign, without it, or nothing. */
  figures: "percent" | "bare" | "none";
}

const FIGURE = 40;
const BARE = 24;
const WIDEST = 150;
const LEAST = 15;

/** Cells as wide as the page lets them be; where there are too many, the picture is wider than its place. */
export function gridOf(columns: number, gutter: number, width: number): Grid {
  const cell = Math.max(LEAST, Math.min(WIDEST, (width - gutter) / Math.max(columns, 1)));
  return {
    gutter,
    cell,
    columns,
    width: Math.max(width, gutter + cell * columns),
    figures: cell >= FIGURE ? "percent" : cell >= BARE ? "bare" : "none",
  };
}
