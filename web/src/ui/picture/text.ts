import { textWidth } from "./textWidth";

const widths = new Map<string, number>();

/** Width of a text in the page's font. Remembered until `forgetWidths`: a font that arrives changes them all. */
export function widthOf(text: string, size: number, weight = 400): number {
  const key = `${weight} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = measured(text, size, weight);
  widths.set(key, width);
  return width;
}

/** Figures of the picture are tabular: every digit is as wide as a nought. */
const measured = (text: string, size: number, weight: number): number =>
  textWidth(text.replaceAll(/\d/g, "0"), size, weight);

export function forgetWidths(): void {
  widths.clear();
}

/** `text` cut with an ellipsis until it is at most `width` wide. */
export function fitted(text: string, width: number, size: number, weight = 400): string {
  if (widthOf(text, size, weight) <= width) return text;
  const letters = [...text];
  const kept = longestStart(letters, (start) => measured(`${start.trimEnd()}…`, size, weight) <= width);
  return `${letters.slice(0, kept).join("").trimEnd()}…`;
}

/** What is never parted: a Chinese sign with its punctuation, a word up to its space, slash, comma or hyphen. */
const PIECE =
  /[「『（《〈“]*[\u2e80-\uffef][，。、；：！？」』）》〉”…]*|[^\s\u2e80-\uffef/,;&|_·–-]+[/,;&|_·–-]*\s*|[/,;&|_·–-]+\s*|\s+/gu;
const LEAST_REST = 3;

/**
 * `text` in at most `lines` lines of `width`: broken after spaces, slashes, commas and hyphens, between Chinese signs,
 * and with a hyphen inside a word, only where the word alone is wider than a line. The last line is cut if need be.
 */
export function wrapped(text: string, width: number, size: number, weight: number, lines: number): string[] {
  const fits = (row: string) => widthOf(row.trimEnd(), size, weight) <= width;
  const pieces = (text.match(PIECE) ?? []).flatMap((piece) => (fits(piece) ? [piece] : parted(piece, fits)));
  const rows: string[] = [];
  let row = "";
  for (const [index, piece] of pieces.entries()) {
    if (row && !fits(row + piece)) {
      if (rows.length === lines - 1) return [...rows, fitted(row + pieces.slice(index).join(""), width, size, weight)];
      rows.push(row.trimEnd());
      row = "";
    }
    row += piece;
  }
  return [...rows, fitted(row.trimEnd(), width, size, weight)];
}

/** A word wider than a line, in parts that fit, hyphenated between letters; the last part is never a letter or two. */
function parted(word: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let rest = [...word];
  while (!fits(rest.join(""))) {
    const most = Math.max(
      1,
      longestStart(rest, (start) => fits(start + hyphen(start, rest))),
    );
    const kept = rest.length - most < LEAST_REST ? Math.max(1, rest.length - LEAST_REST) : most;
    const part = rest.slice(0, kept).join("");
    const sign = hyphen(part, rest);
    parts.push(fits(part + sign) ? part + sign : part);
    rest = rest.slice(kept);
    if (rest.length === 0) return parts;
  }
  return [...parts, rest.join("")];
}

/** What stands at a line's end where a word goes on: a hyphen between two letters, else nothing. */
function hyphen(start: string, word: string[]): string {
  const letters = [...start];
  return isLetter(letters.at(-1)) && isLetter(word[letters.length]) ? "-" : "";
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /^\p{L}$/u.test(sign);

/** How many letters from the start still hold. */
function longestStart(letters: string[], holds: (start: string) => boolean): number {
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(letters.slice(0, middle).join(""))) low = middle;
    else high = middle - 1;
  }
  return low;
}
