import { expect, it } from "vitest";
import type { Status } from "../../../api/types";
import { asked, sideOf } from "./scope";

const status = { timezone: "UTC", oldest: "2026-09-01T00:00:00Z", newest: "2026-10-30T00:00:00Z" } as Status;
const parameters = { by: "name" };

it("asks with the filter on both sides, and never breaks down what it compares", () => {
  const question = asked({ a: 1, ca: 2, where: "late = true", group: "country" }, parameters, status);
  expect(question).toEqual({
    by: "name",
    audience: "1",
    where: "late = true",
    compare: { audience: "2", where: "late = true" },
  });
  expect(sideOf(question, false)).toEqual({ by: "name", audience: "1", where: "late = true" });
  expect(sideOf(question, true)).toEqual({ by: "name", audience: "2", where: "late = true" });
});

it("keeps the breakdown for the customers of a cell", () => {
  const question = asked({ group: "country" }, parameters, status);
  expect(sideOf(question, false)).toEqual({ by: "name", breakdown: "country" });
});
