import { pickOf, type Variant } from "../figure/answers";
import type { Mark } from "../figure/marks";
import type { Words } from "../figure/words";
import { type Edge, END, START } from "./model";

export const nodeName = (name: string, { t }: Words) =>
  name === START ? t("room.cell.start") : name === END ? t("room.cell.end") : name;

export const edgeId = ({ from, to }: Edge) => JSON.stringify([from, to]);

export function edgeMark(edge: Edge, words: Words, of: Variant<unknown> | undefined): Omit<Mark, "x" | "y"> {
  const { t, format } = words;
  const lines: Mark["lines"] = [
    [t("pictures.graph.moves"), format.number(edge.count)],
    [t("pictures.graph.customers"), format.number(edge.customers)],
    [t("pictures.graph.ofFrom", { name: nodeName(edge.from, words) }), words.sure(edge)],
  ];
  if (edge.median_s !== null) lines.push([t("pictures.graph.median"), format.duration(edge.median_s)]);
  if (edge.mean_s !== null) lines.push([t("pictures.graph.mean"), format.duration(edge.mean_s)]);
  return {
    id: edgeId(edge),
    title: `${nodeName(edge.from, words)} → ${nodeName(edge.to, words)}`,
    lines,
    pick: pickOf({ from: edge.from, to: edge.to }, "customers", of),
  };
}
