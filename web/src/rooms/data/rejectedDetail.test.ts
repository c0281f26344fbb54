import { describe, expect, it } from "vitest";
import type { RejectedRow } from "../../api/types";
import { detailOf } from "./rejectedDetail";

const row = (said: RejectedRow["said"]): RejectedRow => ({
  id: "1",
  cells: null,
  import_id: "1",
  file: "a.csv",
  line: 3,
  reason: "bad_row",
  sentence: "It does not fit. Cells: 2.",
  raw: "a,b",
  ...(said && { said }),
});
const head = { code: "row.bad_row", values: {} };
const cells = { code: "row.cells", values: { found: 2, columns: 3 } };

describe("what a rejected row says beyond its reason", () => {
  it("is nothing where the reason is all", () => {
    expect(detailOf(row([head]))).toBeNull();
  });
  it("is the rest where there is more", () => {
    expect(detailOf(row([head, cells]))?.said).toEqual([cells]);
  });
  it("is the whole sentence where it has no codes", () => {
    expect(detailOf(row(undefined))).toEqual({ sentence: "It does not fit. Cells: 2.", said: [] });
  });
});
