import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Variant } from "../figure/answers";
import type { Drawing } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import { edgeMark } from "./marks";
import type { Edge } from "./model";

const ROW = 44;

/** The strongest moves under one another: the graph of a narrow page. */
export function drawMoves(shown: Edge[], width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const rows = shown.map((edge, index) => {
    const wide = (edge.count / most) * width;
    return { edge, y: index * ROW, wide, mark: { x: wide / 2, y: index * ROW + 26, ...edgeMark(edge, words, of) } };
  });
  return {
    width,
    height: rows.length * ROW + 4,
    marks: rows.map(({ mark }) => mark),
    paint: () =>
      rows.map(({ edge, y, wide, mark }) => {
        const figure = [words.format.number(edge.count), edge.mean_s !== null && words.format.duration(edge.mean_s)]
          .filter(Boolean)
          .join(" · ");
        return (
          <Spot key={mark.id} mark={mark} ring={{ x: 0, y, width, height: ROW - 6 }}>
            <rect x={0} y={y} width={width} height={ROW} style={{ fill: "transparent" }} />
            <Text x={0} y={y + 15} weight={600}>
              {fitted(`${edge.from} → ${edge.to}`, width - widthOf(figure, 12) - 14, 12, 600)}
            </Text>
            <Text x={width} y={y + 15} anchor="end" tone="ink-2">
              {figure}
            </Text>
            <rect x={0} y={y + 21} width={Math.max(wide, 1)} height={9} style={{ fill: "var(--vol-2)" }} />
          </Spot>
        );
      }),
  };
}
