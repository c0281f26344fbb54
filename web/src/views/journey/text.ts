import { textWidth } from "../path/textWidth";

/** `text` cut with an ellipsis until it is at most `width` wide. */
export function fitted(text: string, width: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const cut = `${letters.slice(0, middle).join("").trimEnd()}…`;
    if (textWidth(cut, size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "…" : `${letters.slice(0, low).join("").trimEnd()}…`;
}

/** `text` in at most `lines` lines of `width`, broken at spaces (between letters in Chinese); the last is cut if need be. */
export function wrapped(text: string, width: number, size: number, weight: number, lines: number): string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const rows: string[] = [];
  let row = "";
  for (const [index, piece] of pieces.entries()) {
    if (row && textWidth((row + piece).trimEnd(), size, weight) > width) {
      if (rows.length === lines - 1) return [...rows, fitted(row + pieces.slice(index).join(""), width, size, weight)];
      rows.push(row.trimEnd());
      row = "";
    }
    row += piece;
  }
  return [...rows, fitted(row.trimEnd(), width, size, weight)];
}
