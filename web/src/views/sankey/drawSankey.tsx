import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import { Hatch } from "../figure/Hatch";
import { Key, type KeyPart } from "../figure/Key";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { layoutSankey, NODE, type Placed, type Ribbon, STUB, waysThrough } from "./layout";
import { columnText, linkMark, nameOf, nodeMark } from "./marks";
import { ENDS, type End, type Paths } from "./model";

const LABEL = 150;
const FILLS: Record<End, string> = {
  ended: "var(--loss)",
  open: "url(#sankey-open)",
  cut: "var(--vol-1)",
  arrived: "var(--accent)",
};

/** Columns of nodes with ribbons between them: who goes where, who ends where. */
export function drawSankey(paths: Paths, width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const sankey = layoutSankey(paths, width, LABEL);
  const at = new Map(sankey.nodes.map((node) => [node.key, node]));
  const backward = (paths.columns[0]?.column ?? 0) < 0;
  const nodes = sankey.nodes.map((placed) => ({
    placed,
    mark: {
      id: placed.key,
      x: placed.x + NODE / 2,
      y: placed.y + Math.min(placed.height, 40) / 2,
      ...nodeMark(placed.node, placed.column, paths, words, of),
    },
  }));
  const ribbons = sankey.ribbons.map((ribbon) => {
    const source = at.get(ribbon.source) as Placed;
    return {
      ribbon,
      mark: {
        id: ribbon.key,
        x: (ribbon.x0 + ribbon.x1) / 2,
        y: (ribbon.y0 + ribbon.y1) / 2,
        ...linkMark(ribbon.link, source.node, paths, words, of),
      },
    };
  });
  const room = sankey.pitch - NODE - 14;
  return {
    width,
    height: sankey.height + 26,
    marks: [...nodes.map(({ mark }) => mark), ...ribbons.map(({ mark }) => mark)],
    paint: (active) => {
      const lit = active ? waysThrough(sankey, active.id) : undefined;
      const faint = (key: string) => lit !== undefined && !lit.has(key);
      return (
        <>
          <defs>
            <Hatch id="sankey-open" />
          </defs>
          {paths.columns.map(({ column }, place) => (
            <Text key={column} x={sankey.left + place * sankey.pitch} y={14} tone="ink-2">
              {fitted(
                columnText(column, paths, words),
                place === paths.columns.length - 1 ? LABEL : sankey.pitch - 10,
                12,
              )}
            </Text>
          ))}
          {ribbons.map(({ ribbon, mark }) => (
            <Spot key={mark.id} mark={mark}>
              <path
                d={wayOf(ribbon)}
                data-ribbon=""
                style={{
                  fill: "none",
                  stroke: lit?.has(ribbon.key) ? "var(--vol-2)" : "var(--vol-1)",
                  strokeWidth: Math.max(ribbon.width, 1),
                  strokeOpacity: faint(ribbon.key) ? 0.25 : lit ? 0.6 : 0.8,
                }}
              />
              {active?.id === mark.id && (
                <path
                  d={wayOf(ribbon)}
                  style={{
                    fill: "none",
                    stroke: "var(--vol-2)",
                    strokeWidth: Math.max(ribbon.width, 2),
                    pointerEvents: "none",
                  }}
                />
              )}
            </Spot>
          ))}
          <Key y={sankey.height + 16} parts={endsKey(paths, backward, words)} />
          {nodes.map(({ placed, mark }) => (
            <Spot key={mark.id} mark={mark} ring={{ x: placed.x, y: placed.y, width: NODE, height: placed.height }}>
              <Ends placed={placed} backward={backward} />
              <rect
                x={placed.x}
                y={placed.y}
                width={NODE}
                height={placed.height}
                style={{
                  fill:
                    placed.node.arrived > 0 && placed.node.arrived === placed.node.customers
                      ? "var(--accent)"
                      : "var(--vol-3)",
                  opacity: faint(placed.key) ? 0.4 : 1,
                }}
              />
              <Label
                placed={placed}
                room={placed.column === paths.columns.at(-1)?.column ? LABEL - 8 : room}
                words={words}
                faint={faint(placed.key)}
                backward={backward}
              />
            </Spot>
          ))}
        </>
      );
    },
  };
}

const wayOf = ({ x0, y0, x1, y1 }: Ribbon) => {
  const half = (x0 + x1) / 2;
  return `M${x0} ${y0}C${half} ${y0} ${half} ${y1} ${x1} ${y1}`;
};

/** Who ends at a node: peeling off it, downward who left, hatched who still can go on, pale what goes on beyond. */
function Ends({ placed: { x, ends }, backward }: { placed: Placed; backward: boolean }) {
  const [root, way] = backward ? [x, -1] : [x + NODE, 1];
  return ends
    .filter(({ end }) => end !== "arrived")
    .map(({ end, y, height }) => {
      const tip = root + way * STUB;
      const d =
        end === "ended"
          ? `M${root} ${y}C${root + way * STUB * 0.7} ${y} ${tip} ${y + height * 0.5} ${tip} ${y + height + 6}C${root + way * STUB * 0.8} ${y + height + 1} ${root + way * STUB * 0.5} ${y + height} ${root} ${y + height}Z`
          : `M${root} ${y}H${tip}V${y + height}H${root}Z`;
      return <path key={end} d={d} style={{ fill: FILLS[end] }} />;
    });
}

interface LabelProps {
  placed: Placed;
  room: number;
  words: Words;
  faint: boolean;
  backward: boolean;
}

function Label({ placed: { x, y, height, node, ends }, room, words, faint, backward }: LabelProps) {
  const figure = words.format.number(node.customers);
  const name = nameOf(node.name, words);
  // Words stand above those who end here, or else beside them.
  const stubs = backward ? [] : ends.filter(({ end }) => end !== "arrived").map((end) => end.y);
  const free = Math.min(height, ...stubs.map((top) => top - y));
  const two = free >= 32;
  const beside = stubs.length > 0 && free < (two ? 32 : 16) ? STUB : 0;
  const left = x + NODE + 7 + beside;
  const used = beside + (two ? 0 : widthOf(figure, 12) + 7);
  const baseline = two ? y + 14 : y + Math.max(Math.min(height / 2, 9), 6) + 5;
  return (
    <g style={{ pointerEvents: "none", opacity: faint ? 0.45 : 1 }}>
      <Text x={left} y={baseline} weight={600} rim>
        {fitted(name, room - used, 12, 600)}
        {!two && (
          <tspan dx={6} style={{ fontWeight: 400, fill: "var(--ink-2)" }}>
            {figure}
          </tspan>
        )}
      </Text>
      {two && (
        <Text x={left} y={baseline + 16} tone="ink-2" rim>
          {figure}
        </Text>
      )}
    </g>
  );
}

/** What the ends of nodes are: only those that there are. */
function endsKey({ columns }: Paths, backward: boolean, { t }: Words): KeyPart[] {
  const texts = {
    ended: t(backward ? "pictures.sankey.began" : "pictures.sankey.left"),
    open: t("pictures.sankey.open"),
    cut: t(backward ? "pictures.sankey.cutBefore" : "pictures.sankey.cut"),
    arrived: t("pictures.sankey.arrived"),
  };
  return [...ENDS]
    .reverse()
    .filter((end) => columns.some(({ nodes }) => nodes.some((node) => node[end] > 0)))
    .map((end) => ({ fill: FILLS[end], text: texts[end] }));
}
