import { pickOf, type Variant } from "../figure/answers";
import type { Mark } from "../figure/marks";
import type { Words } from "../figure/words";
import type { Link, Node, Paths } from "./model";

export const nameOf = (name: string | null, { t }: Words) => name ?? t("pictures.sankey.others");

/** "Step 2"; backward, "2 steps before". */
export function columnText(column: number, { start, end }: Paths, { t, format }: Words): string {
  if (column < 0) return t("pictures.sankey.before", { count: -column, n: format.number(-column) });
  if (column === 0) return start === null && end !== null ? t("pictures.sankey.end") : t("pictures.sankey.start");
  return t("pictures.sankey.after", { count: column, n: format.number(column) });
}

export function nodeMark(
  node: Node,
  column: number,
  paths: Paths,
  words: Words,
  of: Variant<unknown> | undefined,
): Omit<Mark, "id" | "x" | "y"> {
  const { t, format } = words;
  const backward = paths.columns.some(({ column: place }) => place < 0);
  const lines: Mark["lines"] = [[words.column("paths", "customers"), format.number(node.customers)]];
  lines.push([t("pictures.sankey.ofAll"), words.share(paths.n > 0 ? node.customers / paths.n : null)]);
  if (node.ended > 0)
    lines.push([t(backward ? "pictures.sankey.began" : "pictures.sankey.left"), format.number(node.ended)]);
  if (node.open > 0) lines.push([t("pictures.sankey.open"), format.number(node.open)]);
  if (node.cut > 0)
    lines.push([t(backward ? "pictures.sankey.cutBefore" : "pictures.sankey.cut"), format.number(node.cut)]);
  if (node.arrived > 0) lines.push([t("pictures.sankey.arrived"), format.number(node.arrived)]);
  return {
    title: `${nameOf(node.name, words)} · ${columnText(column, paths, words)}`,
    lines,
    pick: pickOf({ column, name: node.name }, "customers", of),
  };
}

export function linkMark(
  link: Link,
  source: Node,
  paths: Paths,
  words: Words,
  of: Variant<unknown> | undefined,
): Omit<Mark, "id" | "x" | "y"> {
  const { t, format } = words;
  return {
    title: `${nameOf(link.from, words)} → ${nameOf(link.to, words)}`,
    lines: [
      [words.column("paths", "customers"), format.number(link.customers)],
      [t("pictures.sankey.ofNode"), words.share(source.customers > 0 ? link.customers / source.customers : null)],
      [t("pictures.sankey.ofAll"), words.share(paths.n > 0 ? link.customers / paths.n : null)],
    ],
    pick: pickOf({ column: link.column, from: link.from, to: link.to }, "customers", of),
  };
}
