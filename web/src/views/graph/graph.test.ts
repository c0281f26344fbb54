import { describe, expect, it } from "vitest";
import { chances } from "../../ui/picture/chances";
import { captive } from "../__fixtures__/answers";
import { axesOf } from "./drawMatrix";
import { BOX, layoutGraph, meet, partedBy, placeWords } from "./layout";
import { type Edge, levelsOf, movesOf, readablePart, strongest, type Transitions } from "./model";

const answer = captive("transitions") as unknown as Transitions;
const edge = (from: string, to: string, count: number): Edge => ({
  from,
  to,
  count,
  customers: count,
  share: 0.5,
  low: 0.4,
  high: 0.6,
  median_s: 60,
  mean_s: 60,
});

/** A way of so many steps, with moves back and forth. */
function wide(size: number): Transitions {
  const chance = chances(size);
  const names = Array.from({ length: size }, (_, place) => `Node ${place}`);
  const edges = [edge("START", "Node 0", 500)];
  for (const [place, from] of names.entries()) {
    const next = names[place + 1];
    if (next) edges.push(edge(from, next, 400));
    edges.push(
      edge(from, names[Math.floor(chance() * size)] ?? "END", 1 + Math.floor(chance() * 200)),
      edge(from, "END", 20),
    );
  }
  const once = new Map(edges.map((one) => [`${one.from} ${one.to}`, one]));
  return { n: 500, nodes: names.map((name) => ({ name, customers: 300, events: 400 })), edges: [...once.values()] };
}

describe("how much of the flow is shown", () => {
  const moves = movesOf(answer);

  it("is of the strongest moves first, at least as much as is asked for and no move more", () => {
    const total = moves.reduce((sum, { count }) => sum + count, 0);
    for (const part of [0.1, 0.5, 0.9, 1]) {
      const taken = strongest(moves, part);
      const sum = taken.reduce((all, { count }) => all + count, 0);
      expect(sum).toBeGreaterThanOrEqual(total * part - 1e-6);
      expect(sum - (taken.at(-1)?.count ?? 0)).toBeLessThan(total * part);
    }
    expect(strongest(moves, 1)).toHaveLength(moves.length);
  });

  it("begins with what stays readable", () => {
    const many = movesOf(wide(60));
    expect(strongest(many, readablePart(many)).length).toBeLessThanOrEqual(36);
    expect(readablePart(movesOf(wide(5)))).toBe(1);
    expect(readablePart([])).toBe(1);
  });

  it("leaves out beginnings, ends and repeats: they stand at their nodes", () => {
    expect(moves.every(({ from, to }) => from !== "START" && to !== "END" && from !== to)).toBe(true);
  });
});

describe("the levels", () => {
  it("of a way one after the other are its steps", () => {
    const way = {
      n: 9,
      nodes: ["A", "B", "C"].map((name) => ({ name, customers: 9, events: 9 })),
      edges: [edge("START", "A", 9), edge("A", "B", 9), edge("B", "C", 9), edge("C", "END", 9)],
    };
    const levels = levelsOf(way);
    expect(["A", "B", "C"].map((name) => Math.round(levels.get(name) ?? 0))).toEqual([1, 2, 3]);
  });

  it("order the stages of the sample as its map does", () => {
    const { rows } = axesOf(answer);
    expect(rows).toEqual(["START", "Discover", "Compare", "Buy", "Receive", "Use", "Come back"]);
  });
});

it("cuts columns so that strong moves lie between them, every name once and in order", () => {
  const names = ["A", "B", "C", "D"];
  expect(partedBy(names, [edge("A", "B", 1), edge("B", "C", 100), edge("C", "D", 1)], 2)).toEqual([
    ["A", "B"],
    ["C", "D"],
  ]);
  expect(partedBy(names, [], 10).flat()).toEqual(names);
  expect(partedBy([], [], 3)).toEqual([]);
});

describe.each([12, 30, 60])("a graph of %i nodes", (size) => {
  const graph = wide(size);
  const laid = layoutGraph(graph, strongest(movesOf(graph), 1), 1300);

  it("has no node on another and all within the page", () => {
    for (const [place, node] of laid.nodes.entries()) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + BOX.width).toBeLessThanOrEqual(1300);
      for (const other of laid.nodes.slice(place + 1))
        expect(meet({ ...node, ...BOX }, { ...other, ...BOX })).toBe(false);
    }
    expect(laid.nodes).toHaveLength(size);
  });

  it("has no words on words or on nodes", () => {
    const labels = placeWords(laid, () => 60);
    expect(labels.length).toBeGreaterThan(3);
    for (const [place, label] of labels.entries()) {
      for (const other of labels.slice(place + 1)) expect(meet(label, other)).toBe(false);
      for (const node of laid.nodes) expect(meet(label, { ...node, ...BOX })).toBe(false);
    }
  });
});
