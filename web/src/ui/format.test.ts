import { describe, expect, it } from "vitest";
import { createFormat, durationParts } from "./format";

describe("figures", () => {
  const en = createFormat("en", "Europe/Warsaw");
  const pl = createFormat("pl", "Europe/Warsaw");

  it("set per cent after a thin gap, in every language", () => {
    expect(en.percent(0.4567)).toBe("46\u202f%");
    expect(pl.percent(0.4567, 1)).toBe("45,7\u202f%");
    expect(createFormat("zh-TW").percent(1)).toBe("100\u202f%");
  });

  it("write a true minus, and no sign on zero", () => {
    expect(en.signed(-1.4)).toBe("−1.4");
    expect(pl.signed(0.7)).toBe("+0,7");
    expect(en.signed(-0.04)).toBe("0.0");
    expect(en.number(-1234)).toBe("−1,234");
  });

  it("group thousands as the language does", () => {
    expect(en.number(186188)).toBe("186,188");
    expect(pl.number(186188).replaceAll(/\s/g, " ")).toBe("186 188");
    expect(createFormat("ro").number(186188)).toBe("186.188");
  });

  it("show times in the workspace's zone", () => {
    expect(en.dateTime("2026-09-30T22:30:00Z")).toContain("1 Oct 2026");
    expect(en.time("2026-09-30T22:30:00Z")).toBe("00:30");
  });
});

describe("durationParts", () => {
  it("names the two largest units", () => {
    expect(durationParts(4 * 86_400 + 6 * 3600)).toEqual([
      { unit: "day", count: 4 },
      { unit: "hour", count: 6 },
    ]);
    expect(durationParts(95)).toEqual([
      { unit: "minute", count: 1 },
      { unit: "second", count: 35 },
    ]);
    expect(durationParts(30)).toEqual([{ unit: "second", count: 30 }]);
    expect(durationParts(0)).toEqual([{ unit: "second", count: 0 }]);
  });

  it("drops the small one beside ten or more, and rounds", () => {
    expect(durationParts(21 * 86_400 + 14 * 3600)).toEqual([{ unit: "day", count: 22 }]);
    expect(durationParts(7199)).toEqual([{ unit: "hour", count: 2 }]);
  });
});
