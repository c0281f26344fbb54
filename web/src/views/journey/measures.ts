import type { Column, Strip } from "./geometry";
import { widthOf, wrapped } from "./text";

/** How the names of touchpoints are set: every card as high as the longest needs, so that the figures stand in a row. */
export interface CardText {
  leading: number;
  height: number;
  names: Map<string, { lines: string[]; size: number }>;
}

const SIDE = { card: 7, stage: 12 };
const LEAST_SIZE = 11;
const SIZES = [13, 12.5, 12, 11.5, LEAST_SIZE] as const;
const LEADING = 16;
const MOST_LINES = 3;
const CARD_HEIGHT = 110;

const longestWord = (name: string, size: number): number =>
  Math.max(0, ...name.split(/[\s/,&·-]+|(?=[\u2e80-\uffef])/u).map((word) => widthOf(word, size, 600)));

/** Each name at the largest size at which no word of it is parted that a smaller size would spare. */
export function cardText(columns: Column[]): CardText {
  const room = Math.min(212, (columns[0]?.width ?? 0) - 8) - 2 * SIDE.card;
  const names = new Map(
    columns.map(({ touchpoint: { id, name } }) => {
      const size = SIZES.find((one) => longestWord(name, one) <= room) ?? LEAST_SIZE;
      return [id, { lines: wrapped(name, room, size, 600, MOST_LINES), size }];
    }),
  );
  const lines = Math.max(2, ...[...names.values()].map((name) => name.lines.length));
  return { leading: LEADING, height: CARD_HEIGHT + (lines - 2) * LEADING, names };
}

/** How the heads of stages are set: alike on every stage, so that the rules below the names stand in one row. */
export interface HeaderText {
  names: Map<string, { lines: string[]; size: number }>;
  /** Counts stand under the names, because some stage is too narrow for both in a row. */
  below: boolean;
  /** From the top of the header. */
  count: number;
  rule: number;
  height: number;
}

export const NARROW_STAGE = 150;

export function headerText(strips: Strip[]): HeaderText {
  const below = strips.some(({ width }) => width < NARROW_STAGE);
  const names = new Map(
    strips.map(({ stage, width }) => {
      const narrow = width < NARROW_STAGE;
      const size = narrow ? 13 : 15;
      const count = below ? 0 : widthOf(stage.customers.toLocaleString("en"), 15, 600) + 8;
      const room = width - 2 * SIDE.stage - (narrow ? 10 : 18) - count;
      return [stage.id, { lines: wrapped(stage.name, room, size, 600, 2), size }];
    }),
  );
  const lines = Math.max(1, ...[...names.values()].map((name) => name.lines.length));
  const last = 26 + (lines - 1) * 18;
  const rule = last + (below ? 30 : 12);
  return { names, below, count: below ? last + 20 : 26, rule, height: rule + 38 };
}
