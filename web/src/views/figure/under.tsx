import type { Drawing } from "./marks";

/** Two drawings as one, the second below the first. */
export function under(first: Drawing, second: Drawing, gap: number): Drawing {
  const shift = first.height + gap;
  return {
    width: Math.max(first.width, second.width),
    height: shift + second.height,
    marks: [...first.marks, ...second.marks.map((mark) => ({ ...mark, y: mark.y + shift }))],
    paint: (active) => (
      <>
        {first.paint(active)}
        <g transform={`translate(0 ${shift})`}>{second.paint(active && { ...active, y: active.y - shift })}</g>
      </>
    ),
  };
}
