import type { AnalysisAnswer, Cell, Row, Unit } from "../../api/explore";
import type { OnPick } from "./Figure";
import type { Pick } from "./marks";

/** What every picture takes. */
export interface PictureProps {
  answer: AnalysisAnswer;
  onPick?: OnPick | undefined;
  /** Columns of its table that say which customers, as the shelf lists them; without them bars cannot be asked. */
  counted?: Record<string, Unit> | undefined;
  /** What is compared with, in words. */
  compareName?: string | null | undefined;
  /** Of the workspace, for values. */
  currency?: string | undefined;
  /** Drawn this wide; else as wide as its place. */
  width?: number | undefined;
}

/** One of several answers in a picture: everybody, a group, or the scope that is compared with. */
export interface Variant<A> {
  answer: A;
  /** What names it; empty where there is only one. */
  name: string;
  /** Added to the cells that are picked in it. */
  cell: Row;
  compared: boolean;
}

/** The groups of a breakdown, named; `none` and `others` are the words for those without a value and for the rest. */
export function groupsOf<A>(answer: AnalysisAnswer, none: string, others: string): Variant<A>[] {
  return (answer.breakdown?.groups ?? []).map(({ value, other, answer: part }) => ({
    answer: part as unknown as A,
    name: value ?? (other ? others : none),
    cell: { group: value, group_other: other },
    compared: false,
  }));
}

/** The two sides of a comparison; none where nothing is compared. */
export function sidesOf<A>(answer: AnalysisAnswer, here: string, there: string): Variant<A>[] {
  if (!answer.difference || !answer.other) return [];
  return [
    { answer: answer as unknown as A, name: here, cell: {}, compared: false },
    { answer: answer.other as unknown as A, name: there, cell: {}, compared: true },
  ];
}

export const pickOf = (cell: Row, measure: string, of?: Variant<unknown>): Pick => ({
  behind: { cell: { ...cell, ...of?.cell }, measure },
  compared: of?.compared ?? false,
});

/** The row of `difference` for a measure of a row. */
export const differenceOf = (answer: AnalysisAnswer, measure: string, keys: Record<string, Cell>): Row | undefined =>
  answer.difference?.find(
    (row) => row.measure === measure && Object.entries(keys).every(([key, value]) => row[key] === value),
  );

/** The column by which a row is asked for: the one that is drawn, or else the first that says which customers. */
export const askedOf = (measure: string, counted: Record<string, Unit> | undefined): string | undefined =>
  counted && (measure in counted ? measure : Object.keys(counted)[0]);
