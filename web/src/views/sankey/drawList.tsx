import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import { Hatch } from "../figure/Hatch";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { columnText, nameOf, nodeMark } from "./marks";
import { keyOf, type Node, type Paths } from "./model";

const ROW = 36;
const HEAD = 34;
const BAR = 10;

/** The same on a narrow page: column under column, and of the node in hand how much of the next columns is its own. */
export function drawList(paths: Paths, width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const scale =
    width / Math.max(paths.n, 1, ...paths.columns.flatMap(({ nodes }) => nodes.map(({ customers }) => customers)));
  let y = 0;
  const columns = paths.columns.map(({ column, nodes }) => {
    const top = y;
    const rows = nodes.map((node, index) => ({ node, y: top + HEAD + index * ROW, key: keyOf(column, node.name) }));
    y = top + HEAD + nodes.length * ROW + 10;
    return { column, top, rows };
  });
  const marks = columns.flatMap(({ column, rows }) =>
    rows.map(({ node, y: at, key }) => ({
      id: key,
      x: Math.min((node.customers * scale) / 2, width / 2),
      y: at + 22,
      ...nodeMark(node, column, paths, words, of),
    })),
  );
  const markOf = new Map(marks.map((mark) => [mark.id, mark]));
  return {
    width,
    height: y,
    marks,
    paint: (active) => (
      <>
        <defs>
          <Hatch id="sankey-open" />
        </defs>
        {columns.map(({ column, top, rows }) => (
          <g key={column}>
            <Text x={0} y={top + 18} tone="ink-2">
              {columnText(column, paths, words)}
            </Text>
            {rows.map(({ node, y: at, key }) => {
              const mark = markOf.get(key);
              return (
                mark && (
                  <Spot key={key} mark={mark} ring={{ x: 0, y: at, width, height: ROW - 4 }}>
                    <rect x={0} y={at} width={width} height={ROW} style={{ fill: "transparent" }} />
                    <Row node={node} y={at} width={width} scale={scale} words={words} />
                    <rect
                      x={0}
                      y={at + 19}
                      width={sharedWith(paths, active?.id, column, node) * scale}
                      height={BAR}
                      style={{ fill: "var(--accent)" }}
                    />
                  </Spot>
                )
              );
            })}
          </g>
        ))}
      </>
    ),
  };
}

/** Customers of a node that come from, or go to, the node in hand, where it is in the column beside. */
function sharedWith({ links, columns }: Paths, active: string | undefined, column: number, node: Node): number {
  if (active === undefined) return 0;
  for (const { column: place, nodes } of columns) {
    const hand = nodes.find(({ name }) => keyOf(place, name) === active);
    if (!hand) continue;
    if (place === column) return hand === node ? node.customers : 0;
    const link = links.find((one) =>
      place === column - 1
        ? one.column === place && one.from === hand.name && one.to === node.name
        : place === column + 1 && one.column === column && one.from === node.name && one.to === hand.name,
    );
    return link?.customers ?? 0;
  }
  return 0;
}

function Row({ node, y, width, scale, words }: { node: Node; y: number; width: number; scale: number; words: Words }) {
  const figure = words.format.number(node.customers);
  const parts = [
    { fill: "var(--vol-2)", n: node.customers - node.ended - node.open },
    { fill: "url(#sankey-open)", n: node.open },
    { fill: "var(--loss)", n: node.ended },
  ];
  let x = 0;
  return (
    <>
      <Text x={0} y={y + 13} weight={600}>
        {fitted(nameOf(node.name, words), width - widthOf(figure, 12) - 16, 12, 600)}
      </Text>
      <Text x={width} y={y + 13} anchor="end" tone="ink-2">
        {figure}
      </Text>
      {parts.map(({ fill, n }) => {
        const at = x;
        x += n * scale;
        return <rect key={fill} x={at} y={y + 19} width={Math.max(n * scale, 0)} height={BAR} style={{ fill }} />;
      })}
    </>
  );
}
