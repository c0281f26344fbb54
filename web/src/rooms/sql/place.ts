export interface Place {
  /** Where the word at fault begins and ends in the text. */
  start: number;
  end: number;
  before: string;
  word: string;
  after: string;
}

/** The place that a fault names as "line:column", both from 1 and counted in characters; null where there is none. */
export function placeOf(text: string, where: string | undefined): Place | null {
  const [line, column] = (where ?? "").split(":").map(Number);
  const lines = text.split("\n");
  const content = line ? lines[line - 1] : undefined;
  if (!line || !column || content === undefined) return null;
  // A character beyond the basic plane is one for the server and two here.
  const at = [...content].slice(0, column - 1).join("").length;
  const rest = content.slice(at);
  const word = /^(?:[\p{L}\p{N}_]+|"[^"]*"|'[^']*'|.)/u.exec(rest)?.[0] ?? "";
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + at;
  return { start, end: start + word.length, before: content.slice(0, at), word, after: rest.slice(word.length) };
}
