import { describe, expect, it } from "vitest";
import type { RejectedOne } from "../../api/replay";
import { expressionOf, firstColumn, openingOf } from "./rule";

describe("the rule of a mended row", () => {
  it("quotes names and texts, and leaves expressions as they are", () => {
    expect(expressionOf({ how: "column", value: 'e "mail"' })).toBe('"e ""mail"""');
    expect(expressionOf({ how: "text", value: "it's" })).toBe("'it''s'");
    expect(expressionOf({ how: "sql", value: " COALESCE(a, b) " })).toBe("COALESCE(a, b)");
    expect(expressionOf({ how: "sql", value: " " })).toBeNull();
  });

  it("begins with what the reason says", () => {
    expect(openingOf("no_customer")).toBe("missing");
    expect(openingOf("bad_time")).toBe("unread");
    expect(openingOf("recipe")).toBe("other");
  });

  it("mends the column of the reason, else an empty one", () => {
    const row = { column: null, columns: ["a", "b"], cells: [{ column: "b", text: "" }] } as unknown as RejectedOne;
    expect(firstColumn({ ...row, column: "a" })).toBe("a");
    expect(firstColumn(row)).toBe("b");
    expect(firstColumn({ ...row, cells: null })).toBe("a");
  });
});
