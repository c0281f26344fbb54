import { expect, it } from "vitest";
import { cellText, isNumeric } from "./cells";

it("shows values as the database has them", () => {
  expect(cellText(1234567, "BIGINT")).toBe("1234567");
  expect(cellText("9007199254740993", "HUGEINT")).toBe("9007199254740993");
  expect(cellText(0.1 + 0.2, "DOUBLE")).toBe("0.3");
  expect(cellText("2026-10-04T16:10:51.139000+02:00", "TIMESTAMP WITH TIME ZONE")).toBe("2026-10-04 16:10:51");
  expect(cellText([1, null, { a: "b" }], "JSON[]")).toBe('[1,null,{"a":"b"}]');
  expect(cellText(false, "BOOLEAN")).toBe("false");
  expect(cellText("", "VARCHAR")).toBe("");
});

it("knows the columns of numbers", () => {
  const types = ["UBIGINT", "DOUBLE", "DECIMAL(18,3)", "VARCHAR", "BIGINT[]", "TIMESTAMP WITH TIME ZONE"];
  expect(types.filter(isNumeric)).toEqual(["UBIGINT", "DOUBLE", "DECIMAL(18,3)"]);
});
