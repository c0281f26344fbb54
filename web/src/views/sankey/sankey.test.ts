import { describe, expect, it } from "vitest";
import { captive, words } from "../__fixtures__/answers";
import { drawList } from "./drawList";
import { drawSankey } from "./drawSankey";
import { layoutSankey, waysThrough } from "./layout";
import { ENDS, keyOf, type Paths } from "./model";

const NAMES = ["paths", "paths backward", "paths between"];
const pathsOf = (name: string) => captive(name) as unknown as Paths;

describe.each(NAMES)("the ribbons of %s", (name) => {
  const paths = pathsOf(name);
  const { nodes, ribbons } = layoutSankey(paths, 1200, 150);
  const backward = (paths.columns[0]?.column ?? 0) < 0;

  it("add up: onward ribbons and ends are the height of a node, as its customers are", () => {
    for (const { key, node, height } of nodes) {
      const side = ribbons.filter((ribbon) => (backward ? ribbon.target : ribbon.source) === key);
      const flow = side.reduce((sum, { link }) => sum + link.customers, 0);
      const ends = ENDS.reduce((sum, end) => sum + node[end], 0);
      expect(flow + ends, key).toBe(node.customers);
      const drawn = side.reduce((sum, { width }) => sum + width, 0);
      expect(drawn, key).toBeLessThanOrEqual(height + 1e-6);
    }
  });

  it("stay on their nodes at both ends and do not lie on one another", () => {
    const at = new Map(nodes.map((node) => [node.key, node]));
    for (const end of ["source", "target"] as const) {
      for (const node of nodes) {
        const own = ribbons.filter((ribbon) => ribbon[end] === node.key);
        const spans = own
          .map((ribbon) => ({ y: end === "source" ? ribbon.y0 : ribbon.y1, half: ribbon.width / 2 }))
          .sort((a, b) => a.y - b.y);
        for (const [place, { y, half }] of spans.entries()) {
          expect(y - half).toBeGreaterThanOrEqual(node.y - 1e-6);
          expect(y + half).toBeLessThanOrEqual(node.y + node.height + 1e-6);
          const next = spans[place + 1];
          if (next) expect(y + half).toBeLessThanOrEqual(next.y - next.half + 1e-6);
        }
      }
    }
    expect(ribbons).toHaveLength(paths.links.length);
    expect(at.size).toBe(nodes.length);
  });

  it("leave each node room for its words", () => {
    for (const { column } of paths.columns) {
      const own = nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
      for (const [place, node] of own.entries()) {
        const next = own[place + 1];
        if (next) expect(next.y - node.y).toBeGreaterThanOrEqual(Math.max(node.height, 17));
      }
    }
  });
});

it("stands what gathers the others last in its column", () => {
  const paths = pathsOf("paths");
  const [first] = paths.columns;
  if (!first) throw new Error("no column");
  const rest = { ...(first.nodes[0] as Paths["columns"][number]["nodes"][number]), name: null, customers: 99_999 };
  paths.columns[1]?.nodes.unshift(rest);
  const { nodes } = layoutSankey(paths, 1000, 150);
  const own = nodes.filter(({ column }) => column === 1);
  expect(own.toSorted((a, b) => b.y - a.y)[0]?.node.name).toBeNull();
});

it("lights the ways that lead to a node and on from it, and no others", () => {
  const sankey = layoutSankey(pathsOf("paths"), 1000, 150);
  const start = sankey.nodes.find(({ column }) => column === 0);
  expect(waysThrough(sankey, start?.key ?? "").size).toBe(sankey.nodes.length + sankey.ribbons.length);
  const last = sankey.nodes.filter(({ column }) => column === 3).at(-1);
  const lit = waysThrough(sankey, last?.key ?? "");
  const beside = sankey.nodes.filter(({ column, key }) => column === 3 && key !== last?.key);
  for (const { key } of beside) expect(lit.has(key)).toBe(false);
});

it("asks for nodes and links by the columns that the server knows them by", () => {
  const paths = pathsOf("paths");
  const { marks } = drawSankey(paths, 1200, words, undefined);
  const [link] = paths.links;
  const cells = marks.map(({ pick }) => JSON.stringify(pick?.behind.cell));
  expect(cells).toContain(JSON.stringify({ column: 0, name: paths.columns[0]?.nodes[0]?.name }));
  expect(cells).toContain(JSON.stringify({ column: link?.column, from: link?.from, to: link?.to }));
  expect(drawList(paths, 360, words, undefined).marks.map(({ id }) => id)).toContain(
    keyOf(0, paths.columns[0]?.nodes[0]?.name ?? null),
  );
});
