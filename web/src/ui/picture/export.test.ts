import { afterEach, beforeEach, expect, it } from "vitest";
import { exportSvg } from "./export";

const SVG = "http://www.w3.org/2000/svg";

beforeEach(() => {
  document.body.innerHTML = `<svg xmlns="${SVG}" viewBox="0 0 300 100" class="picture" data-facts="x">
    <g data-mark="A\u0001B" tabindex="0" role="button" aria-label="A\u0001B, 5"><rect width="9" height="9" class="bar" style="fill: red" /></g>
    <rect data-export="no" width="4" height="4" />
    <g data-sticky="" transform="translate(5 5)"><text>ł ș 旅程</text></g>
  </svg>`;
});
afterEach(() => {
  document.body.innerHTML = "";
});

const exported = async () => {
  const drawn = document.querySelector("svg") as SVGSVGElement;
  Object.defineProperty(drawn, "viewBox", { value: { baseVal: { width: 300, height: 100 } } });
  return exportSvg(drawn, { title: "Funnel", facts: "12 customers", footer: "How it is counted" });
};

it("writes the picture with its words over and under it, and nothing that only the page understands", async () => {
  const svg = await exported();
  for (const words of ["Funnel", "12 customers", "How it is counted", "ł ș 旅程"]) expect(svg).toContain(words);
  expect(svg).not.toMatch(/class=|style=|data-|tabindex/);
  expect(svg).not.toContain("translate(5 5)");
  expect(svg).toContain('viewBox="-24 -90 348 254"');
});

it("leaves out what is not for export and signs that no file may hold", async () => {
  const svg = await exported();
  expect(svg).not.toContain('width="4"');
  expect(svg).toContain('aria-label="AB, 5"');
});

it("leaves the picture on the page as it is", async () => {
  const before = document.body.innerHTML;
  await exported();
  expect(document.querySelector("[data-mark]")?.getAttribute("tabindex")).toBe("0");
  expect(document.body.innerHTML).toBe(before);
});
