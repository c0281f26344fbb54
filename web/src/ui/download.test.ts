import { expect, it } from "vitest";
import { fileName } from "./download";

it("names a file after the title and the day, in any script", () => {
  const day = new Date(2026, 8, 5);
  expect(fileName("Od wizyty / do zamówienia?", "svg", day)).toBe("Od-wizyty-do-zamówienia-2026-09-05.svg");
  expect(fileName("顧客旅程", "png", day)).toBe("顧客旅程-2026-09-05.png");
  expect(fileName("…", "csv", day)).toBe("footpath-map-2026-09-05.csv");
});
