import { expect, it } from "vitest";
import type { Schema } from "../../api/explore";
import { currentOf, parametersOf } from "./schema";

const schema: Schema = {
  $defs: {
    Step: { type: "object", title: "Step", properties: { event: { anyOf: [{ type: "string" }, { type: "null" }] } } },
    Exclusion: {
      type: "object",
      title: "Exclusion",
      properties: {
        event: { anyOf: [{ type: "string" }, { $ref: "#/$defs/Step" }] },
        after: { type: "integer" },
        before: { type: "integer" },
      },
    },
  },
  properties: {
    steps: {
      type: "array",
      minItems: 2,
      maxItems: 32,
      items: { anyOf: [{ type: "string" }, { $ref: "#/$defs/Step" }] },
    },
    exclude: { type: "array", default: [], items: { anyOf: [{ type: "string" }, { $ref: "#/$defs/Exclusion" }] } },
    start: { anyOf: [{ type: "string" }, { $ref: "#/$defs/Step" }, { type: "null" }], default: null },
    window: { type: "string", default: "14d" },
    direct: { type: "string", default: "direct" },
    split: { anyOf: [{ type: "string", enum: ["name", "stage"] }, { type: "null" }], default: null },
    periods: { type: "integer", minimum: 1, maximum: 366, default: 12 },
    collapse: { type: "boolean", default: false },
    brackets: {
      type: "array",
      default: [],
      items: { type: "array", prefixItems: [{ type: "integer" }, { type: "integer" }] },
    },
    weights: { type: "object", default: {} },
  },
};

it("tells by the schema alone what a parameter is set with", () => {
  const found = Object.fromEntries(parametersOf(schema).map(({ name, control }) => [name, control]));
  expect(found).toEqual({
    steps: { as: "steps", least: 2, most: 32, ordered: true, within: null, between: false },
    exclude: { as: "steps", least: 0, most: 32, ordered: false, within: "event", between: true },
    start: { as: "place" },
    window: { as: "duration" },
    direct: { as: "text" },
    split: { as: "choice", options: ["name", "stage"] },
    periods: { as: "number", least: 1, most: 366, whole: true },
    collapse: { as: "flag" },
    brackets: { as: "ranges" },
    weights: { as: "json" },
  });
});

it("knows what may be nothing, and what it is while nobody has set it", () => {
  const fields = parametersOf(schema);
  expect(fields.filter(({ optional }) => optional).map(({ name }) => name)).toEqual(["start", "split"]);
  const periods = fields.find(({ name }) => name === "periods");
  if (!periods) throw new Error("no parameter");
  expect([currentOf({}, periods), currentOf({ periods: 3 }, periods)]).toEqual([12, 3]);
});
