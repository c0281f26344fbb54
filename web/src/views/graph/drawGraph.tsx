import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { BOX, type Drawn, layoutGraph, onCurve, type Placed, placeWords } from "./layout";
import { edgeId, edgeMark } from "./marks";
import { type Edge, END, type Transitions } from "./model";

/** Moves between nodes, from early to late: width by how often, words with the mean time where there is room. */
export function drawGraph(
  answer: Transitions,
  shown: Edge[],
  width: number,
  words: Words,
  of: Variant<unknown> | undefined,
): Drawing {
  const graph = layoutGraph(answer, shown, width);
  const wordOf = ({ mean_s }: Edge) => (mean_s === null ? "" : words.format.duration(mean_s));
  const labels = placeWords(graph, (edge) => widthOf(wordOf(edge), 12));
  const nodes = graph.nodes.map((placed) => ({ placed, mark: nodeMark(placed, answer, words, of) }));
  const edges = graph.edges.map((drawn) => {
    const [x, y] = onCurve(drawn.points, 0.5);
    return { drawn, mark: { x, y, ...edgeMark(drawn.edge, words, of) } };
  });
  const { t } = words;
  const key = [t("pictures.graph.keyBegins"), t("pictures.graph.keyEnds"), t("pictures.graph.keyBack")].join(" · ");
  return {
    width,
    height: graph.height + 24,
    marks: [...nodes.map(({ mark }) => mark), ...edges.map(({ mark }) => mark)],
    paint: (active) => {
      const lit = (edge: Edge) =>
        active === undefined || active.id === edge.from || active.id === edge.to || active.id === edgeId(edge);
      return (
        <>
          {edges.map(({ drawn, mark }) => (
            <Spot key={mark.id} mark={mark}>
              <Way drawn={drawn} lit={lit(drawn.edge)} strong={active !== undefined && lit(drawn.edge)} />
            </Spot>
          ))}
          {nodes.map(({ placed, mark }) => (
            <Spot key={mark.id} mark={mark} ring={{ ...placed, ...BOX, radius: 10 }}>
              <NodeBox placed={placed} n={answer.n} words={words} />
            </Spot>
          ))}
          <g aria-hidden="true" style={{ pointerEvents: "none" }}>
            {labels
              .filter(({ edge }) => lit(edge) && wordOf(edge))
              .map(({ edge, x, y, width: wide }) => (
                <g key={edgeId(edge)}>
                  <rect
                    x={x}
                    y={y + 1}
                    width={wide}
                    height={15}
                    rx={4}
                    style={{ fill: "var(--page)", fillOpacity: 0.86 }}
                  />
                  <Text x={x + wide / 2} y={y + 13} anchor="middle" tone="ink-2">
                    {wordOf(edge)}
                  </Text>
                </g>
              ))}
          </g>
          <Text x={0} y={graph.height + 16} tone="ink-2">
            {fitted(key, width, 12)}
          </Text>
        </>
      );
    },
  };
}

function nodeMark(placed: Placed, { n }: Transitions, words: Words, of: Variant<unknown> | undefined): Mark {
  const { t, format, share } = words;
  const lines: Mark["lines"] = [
    [t("pictures.graph.customers"), format.number(placed.customers)],
    [t("pictures.graph.events"), format.number(placed.events)],
  ];
  if (placed.begins > 0)
    lines.push([
      t("pictures.graph.begins"),
      `${format.number(placed.begins)} · ${share(n > 0 ? placed.begins / n : null)}`,
    ]);
  if (placed.ends > 0)
    lines.push([t("pictures.graph.ends"), `${format.number(placed.ends)} · ${share(n > 0 ? placed.ends / n : null)}`]);
  if (placed.again) lines.push([t("pictures.graph.again"), format.number(placed.again.count)]);
  // A node is no row of the answer: who ends there is.
  const ends =
    placed.ends > 0
      ? {
          behind: { cell: { from: placed.name, to: END, ...of?.cell }, measure: "customers" },
          compared: of?.compared ?? false,
        }
      : undefined;
  return {
    id: placed.name,
    x: placed.x + BOX.width / 2,
    y: placed.y + BOX.height / 2,
    title: placed.name,
    lines,
    pick: ends,
  };
}

function Way({ drawn: { points, width, back }, lit, strong }: { drawn: Drawn; lit: boolean; strong: boolean }) {
  const [[x0, y0], [c0, d0], [c1, d1], [x1, y1]] = points as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  const tone = strong ? "var(--vol-3)" : "var(--vol-2)";
  const tip = x1 > c1 ? 1 : -1;
  const half = Math.max(3.5, width / 2 + 1.5);
  return (
    <g style={{ opacity: lit ? (strong ? 1 : 0.7) : 0.12 }}>
      <path
        d={`M${x0} ${y0}C${c0} ${d0} ${c1} ${d1} ${x1} ${y1}`}
        style={{ fill: "none", stroke: "transparent", strokeWidth: Math.max(width, 12) }}
      />
      <path
        d={`M${x0} ${y0}C${c0} ${d0} ${c1} ${d1} ${x1} ${y1}`}
        style={{ fill: "none", stroke: tone, strokeWidth: width, ...(back && { strokeDasharray: "6 4" }) }}
      />
      <path d={`M${x1} ${y1 - half}L${x1 + tip * 7} ${y1}L${x1} ${y1 + half}Z`} style={{ fill: tone }} />
    </g>
  );
}

function NodeBox({
  placed: { x, y, name, customers, begins, ends, again },
  n,
  words,
}: {
  placed: Placed;
  n: number;
  words: Words;
}) {
  const figure = words.format.number(customers);
  const repeat = again ? `↻ ${words.format.compact(again.count)}` : "";
  const tall = (part: number) => (n > 0 ? Math.max((part / n) * (BOX.height - 8), part > 0 ? 1.5 : 0) : 0);
  return (
    <>
      <rect
        x={x}
        y={y}
        width={BOX.width}
        height={BOX.height}
        rx={8}
        style={{ fill: "var(--surface)", stroke: "var(--line-2)" }}
      />
      <rect x={x} y={y + 4} width={4} height={tall(begins)} style={{ fill: "var(--accent)" }} />
      <rect
        x={x + BOX.width - 4}
        y={y + BOX.height - 4 - tall(ends)}
        width={4}
        height={tall(ends)}
        style={{ fill: "var(--loss)" }}
      />
      <Text x={x + 12} y={y + 17} weight={600}>
        {fitted(name, BOX.width - 24, 12, 600)}
      </Text>
      <Text x={x + 12} y={y + 33} tone="ink-2">
        {figure}
      </Text>
      {widthOf(figure, 12) + widthOf(repeat, 12) + 40 <= BOX.width && (
        <Text x={x + BOX.width - 12} y={y + 33} anchor="end" tone="ink-2">
          {repeat}
        </Text>
      )}
    </>
  );
}
