import { describe, expect, it } from "vitest";
import { readAs } from "./reading";

const number = { as: "number", least: 1, most: 366, whole: true } as const;

describe("what was typed", () => {
  it("is a length of time in the unit beside it, or in its own", () => {
    expect(readAs({ as: "duration" }, " 14 ", "d", false)).toEqual({ value: "14d" });
    expect(readAs({ as: "duration" }, "1,5", "h", false)).toEqual({ value: "1.5h" });
    expect(readAs({ as: "duration" }, "90m", "d", false)).toEqual({ value: "90m" });
    expect(readAs({ as: "duration" }, "soon", "d", false).fault?.code).toBe("duration");
  });

  it("is a number within its bounds", () => {
    expect(readAs(number, "12", "", false)).toEqual({ value: 12 });
    expect(readAs(number, "0", "", false).fault).toEqual({ code: "least", values: { n: 1 } });
    expect(readAs(number, "367", "", false).fault).toEqual({ code: "most", values: { n: 366 } });
    expect(readAs(number, "1.5", "", false).fault?.code).toBe("whole");
    expect(readAs(number, "many", "", false).fault?.code).toBe("number");
  });

  it("is a list of brackets", () => {
    expect(readAs({ as: "ranges" }, "0, 1-3, 4–11", "", false)).toEqual({
      value: [
        [0, 0],
        [1, 3],
        [4, 11],
      ],
    });
    expect(readAs({ as: "ranges" }, "1-", "", false).fault?.code).toBe("ranges");
  });

  it("is nothing only where nothing is allowed", () => {
    expect(readAs({ as: "text" }, " ", "", true)).toEqual({ value: null });
    expect(readAs({ as: "text" }, " ", "", false).fault?.code).toBe("empty");
  });

  it("is JSON where no control fits", () => {
    expect(readAs({ as: "json" }, '{"a": 1}', "", false)).toEqual({ value: { a: 1 } });
    expect(readAs({ as: "json" }, "{", "", false).fault?.code).toBe("json");
  });
});
