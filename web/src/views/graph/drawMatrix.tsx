import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import type { Drawing } from "../figure/marks";
import { noted } from "../figure/Note";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { edgeMark, nodeName } from "./marks";
import { END, levelsOf, START, type Transitions } from "./model";

const MOST = 60;
const LEAST = 15;
const WIDEST = 54;
const FIGURE = 36;

/** Names of the rows and of the columns, in the order of the way: what comes early stands early. */
export function axesOf(answer: Transitions): { rows: string[]; columns: string[] } {
  const levels = levelsOf(answer);
  const names = [...answer.nodes]
    .sort((a, b) => b.events - a.events)
    .slice(0, MOST)
    .sort((a, b) => (levels.get(a.name) ?? 0) - (levels.get(b.name) ?? 0))
    .map(({ name }) => name);
  return { rows: [START, ...names], columns: [...names, END] };
}

/** From rows to columns: of the customers of a row, how many make the move. */
export function drawMatrix(
  answer: Transitions,
  width: number,
  words: Words,
  of: Variant<unknown> | undefined,
): Drawing {
  const { rows, columns } = axesOf(answer);
  const longest = Math.max(...[...rows, ...columns].map((name) => widthOf(nodeName(name, words), 12)));
  const gutter = Math.min(longest + 14, width < 640 ? 104 : 190);
  const cell = Math.max(LEAST, Math.min(WIDEST, (width - gutter - 40) / columns.length));
  const tall = Math.max(LEAST, Math.min(cell, 30));
  const head = Math.min(longest * 0.75 + 24, 130);
  const [rowOf, columnOf] = [
    new Map(rows.map((name, row) => [name, row])),
    new Map(columns.map((name, column) => [name, column])),
  ];
  const cells = answer.edges.flatMap((edge) => {
    const [row, column] = [rowOf.get(edge.from), columnOf.get(edge.to)];
    if (row === undefined || column === undefined || edge.share === null) return [];
    const box = { x: gutter + column * cell, y: head + row * tall, width: cell - 1, height: tall - 1 };
    return [
      { share: edge.share, box, mark: { x: box.x + cell / 2, y: box.y + tall / 2, ...edgeMark(edge, words, of) } },
    ];
  });
  const wide = gutter + columns.length * cell + 40;
  const drawing: Drawing = {
    width: Math.max(width, wide),
    height: head + rows.length * tall + 6,
    marks: cells.map(({ mark }) => mark).sort((a, b) => a.y - b.y || a.x - b.x),
    paint: (active) => (
      <>
        <g aria-hidden="true">
          {columns.map((name, column) => (
            <g key={name} transform={`translate(${gutter + (column + 0.5) * cell} ${head - 8}) rotate(-45)`}>
              <Text x={0} y={4} tone={active && active.x === gutter + (column + 0.5) * cell ? "ink" : "ink-2"}>
                {fitted(nodeName(name, words), 140, 12)}
              </Text>
            </g>
          ))}
          {rows.map((name, row) => (
            <g key={name}>
              <Text
                x={gutter - 8}
                y={head + row * tall + tall / 2 + 4}
                anchor="end"
                tone={name === START ? "ink-2" : "ink"}
              >
                {fitted(nodeName(name, words), gutter - 12, 12)}
              </Text>
              <path
                d={`M${gutter} ${head + row * tall - 0.5}h${columns.length * cell}`}
                style={{ stroke: "var(--line)" }}
              />
            </g>
          ))}
        </g>
        {cells.map(({ share, box, mark }) => (
          <Spot key={mark.id} mark={mark} ring={box}>
            <rect {...box} style={{ fill: "var(--vol-3)", fillOpacity: 0.04 + 0.56 * share }} />
            {cell >= FIGURE && share >= 0.005 && (
              <Text x={box.x + cell / 2} y={box.y + tall / 2 + 4} anchor="middle">
                {words.format.percent(share)}
              </Text>
            )}
          </Spot>
        ))}
      </>
    ),
  };
  const { t, format } = words;
  const more =
    answer.nodes.length > MOST
      ? ` ${t("pictures.graph.newest", { n: format.number(MOST), of: format.number(answer.nodes.length) })}`
      : "";
  return noted(drawing, t("pictures.graph.row") + more);
}
