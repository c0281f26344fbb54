import { widthOf, wrapped } from "../../ui/picture/text";
import type { Column, Strip } from "./geometry";

/** How the names of touchpoints are set: every card as high as the longest needs, so that the figures stand in a row. */
export interface CardText {
  leading: number;
  height: number;
  names: Map<string, { lines: string[]; size: number }>;
}

/** A card on its column: the gap on both sides, and the widest a card should be. */
export const CARD_ROOM = { gap: 3, most: 220 };
const SIDE = { card: 8, stage: 12 };
/** A long word may come nearer to its card's right edge. */
const LEAST_SIDE = 3;
const LEAST_SIZE = 11;
const SIZES = [13, 12.5, 12, 11.5, LEAST_SIZE] as const;
const LEADING = 16;
const MOST_LINES = 4;
const MOST_STAGE_LINES = 3;
const CARD_HEIGHT = 110;

const longestWord = (name: string, size: number): number =>
  Math.max(0, ...name.split(/[\s/,&·-]+|(?=[\u2e80-\uffef])/u).map((word) => widthOf(word, size, 600)));

/** Each name at the largest size at which no word of it is parted that a smaller size would spare. */
export function cardText(columns: Column[]): CardText {
  const room = Math.min(CARD_ROOM.most, (columns[0]?.width ?? 0) - 2 * CARD_ROOM.gap) - SIDE.card - LEAST_SIDE;
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
const LEAST_STAGE_SIZE = 13;
/** The largest at which as many names stand in one line as at the least. */
const STAGE_SIZES = [15, 14, LEAST_STAGE_SIZE] as const;

/** `sight`: how much of a stage is ever seen at once; its head is no wider. */
export function headerText(strips: Strip[], sight: number): HeaderText {
  const below = strips.some(({ width }) => width < NARROW_STAGE);
  const heads = strips.map(({ stage, width }) => {
    const narrow = width < NARROW_STAGE;
    const count = below ? 0 : widthOf(stage.customers.toLocaleString("en"), 15, 600) + 8;
    return { stage, room: Math.min(width, sight) - 2 * SIDE.stage - (narrow ? 10 : 18) - count };
  });
  const inOneLine = (size: number) => heads.filter(({ stage, room }) => widthOf(stage.name, size, 600) <= room).length;
  const large = STAGE_SIZES.find((size) => inOneLine(size) === inOneLine(LEAST_STAGE_SIZE)) ?? LEAST_STAGE_SIZE;
  const names = new Map(
    heads.map(({ stage, room }) => {
      const size = below ? LEAST_STAGE_SIZE : large;
      return [stage.id, { lines: wrapped(stage.name, room, size, 600, MOST_STAGE_LINES), size }];
    }),
  );
  const lines = Math.max(1, ...[...names.values()].map((name) => name.lines.length));
  const last = 26 + (lines - 1) * 18;
  const rule = last + (below ? 30 : 12);
  return { names, below, count: below ? last + 20 : 26, rule, height: rule + 38 };
}
