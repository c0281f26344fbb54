import { expect, it } from "vitest";
import type { MapComparison } from "../../api/types";
import { comparedWith } from "./compared";

const naming = { who: (audience: number) => `audience ${audience}`, days: ({ from }: { from: string }) => from };
const shown = (from: string, then: string | null) =>
  ({ answer: { period: { from, to: "z" } }, compare: then && { period: { from: then, to: "z" } } }) as MapComparison;

it("names a comparison by what differs", () => {
  expect(comparedWith(shown("1 Jul", null), {}, naming)).toBeNull();
  expect(comparedWith(shown("1 Jul", "1 Jul"), { a: 2, ca: 3 }, naming)).toBe("audience 3");
  expect(comparedWith(shown("1 Jul", "1 Aug"), { a: 2, ca: 2 }, naming)).toBe("1 Aug");
  expect(comparedWith(shown("1 Jul", "1 Aug"), { ca: 3 }, naming)).toBe("audience 3 · 1 Aug");
  expect(comparedWith(shown("1 Jul", "1 Jul"), { ca: 0 }, naming)).toBe("audience 0");
});
