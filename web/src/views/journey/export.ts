import * as picture from "../../ui/picture/export";

export const PICTURE_ID = "journey-map";

/** The drawn map as an SVG file, its title, audience, period and journeys on top; `footer`: filters and date. */
export const exportSvg = (footer = ""): Promise<string> => withMap(footer, picture.exportSvg);

/** The same as PNG. */
export const exportPng = (footer = ""): Promise<Blob> => withMap(footer, picture.exportPng);

async function withMap<T>(
  footer: string,
  write: (drawn: SVGSVGElement, words: picture.ExportWords) => Promise<T>,
): Promise<T> {
  const drawn = document.getElementById(PICTURE_ID);
  if (!(drawn instanceof SVGSVGElement)) throw new Error("There is no map to export yet.");
  const title = drawn.querySelector("title")?.textContent ?? "";
  return write(drawn, { title, facts: drawn.dataset.facts ?? "", footer, left: 12 });
}
