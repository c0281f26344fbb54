import type { Drawing } from "./marks";

/** Small drawings of one size in rows, as one drawing. */
export function gathered(parts: Drawing[], columns: number, gap: number, between: number): Drawing {
  const [wide, tall] = [parts[0]?.width ?? 0, Math.max(0, ...parts.map(({ height }) => height))];
  const placed = parts.map((part, index) => {
    const [x, y] = [(index % columns) * (wide + gap), Math.floor(index / columns) * (tall + between)];
    return { part, x, y, marks: part.marks.map((mark) => ({ ...mark, x: mark.x + x, y: mark.y + y })) };
  });
  return {
    width: columns * wide + (columns - 1) * gap,
    height: Math.max(0, Math.ceil(parts.length / columns) * (tall + between) - between),
    marks: placed.flatMap(({ marks }) => marks),
    paint: (active) =>
      placed.map(({ part, x, y }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          {part.paint(part.marks.find(({ id }) => id === active?.id))}
        </g>
      )),
  };
}
