/** Words that a name has to be quoted for, of those that a property is likely to be called. */
const RESERVED = new Set(
  "all analyze and any array as asc both case cast check collate column constraint create default deferrable desc describe distinct do else end except false fetch for foreign from grant group having in initially intersect into lambda lateral leading limit not null offset on only or order pivot placing primary qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with".split(
    " ",
  ),
);

/** A name of a table or column as a question writes it. */
export function written(name: string): string {
  const plain = /^[a-z_][a-z0-9_]*$/i.test(name) && !RESERVED.has(name.toLowerCase());
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The text with `word` where the selection is, a gap before it where one is needed, and where the cursor is then. */
export function inserted(text: string, start: number, end: number, word: string): { text: string; cursor: number } {
  const before = text.slice(0, start);
  const gap = before && !/[\s(.,]$/.test(before) ? " " : "";
  const put = gap + word;
  return { text: before + put + text.slice(end), cursor: start + put.length };
}
