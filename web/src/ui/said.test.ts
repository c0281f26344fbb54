import { describe, expect, it } from "vitest";
import { createFormat } from "./format";
import { shownValue } from "./said";

const shown = (name: string, value: string | number | string[], language = "en") =>
  shownValue(name, value, language, createFormat(language));

describe("a value of a sentence", () => {
  it("is written by its name and type in the reader's language", () => {
    expect(shown("file", "a.csv")).toBe("a.csv");
    expect(shown("rows", 12_345)).toBe("12,345");
    expect(shown("rows", 12_345, "pl")).toBe("12\u00a0345");
    expect(shown("share", 0.985)).toBe("99\u202f%");
    expect(shown("horizon_ms", 14 * 86_400_000)).toBe("14 days");
    expect(shown("columns", ["a", "b"])).toBe("a, b");
    expect(shown("columns", ["a", "b"], "zh-TW")).toBe("a、b");
  });
});
