import { fitted } from "./text";

const PROPERTIES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "letter-spacing",
  "text-anchor",
] as const;
/** What means nothing outside the page. */
const OF_THE_PAGE = /^(style|class|tabindex|data-.*)$/;
/** Signs that no XML may hold; names in data may. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]/gu;
const MARGIN = 24;
const FOOTER = 40;
const HEADING = 66;
const LEAST_DRAWINGS = 3;
const MOST_DRAWINGS = 20;
const BETWEEN_MS = 60;

/** What is written over and under the picture. */
export interface ExportWords {
  title: string;
  /** Of whom, when, from how much. */
  facts: string;
  footer: string;
  /** Where they begin: as far in as the picture's own words. */
  left?: number;
}

/** A drawn picture as an SVG file that needs nothing else: colours resolved, fonts inside, words over and under it. */
export async function exportSvg(drawn: SVGSVGElement, words: ExportWords): Promise<string> {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [left, stuck] = ["[data-export=no]", "[data-sticky]"].map((which) => [...copy.querySelectorAll(which)]);
  resolve(drawn, copy);
  for (const element of left ?? []) element.remove();
  for (const element of stuck ?? []) element.removeAttribute("transform");
  const { width, height } = drawn.viewBox.baseVal;
  const [top, whole] = [-MARGIN - HEADING, height + 2 * MARGIN + HEADING + FOOTER];
  const style = getComputedStyle(document.documentElement);
  const page = style.getPropertyValue("background-color");
  const paper = getComputedStyle(document.body).backgroundColor || page;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width + 2 * MARGIN));
  copy.setAttribute("height", String(whole));
  copy.setAttribute("viewBox", `${-MARGIN} ${top} ${width + 2 * MARGIN} ${whole}`);
  const back = element("rect", { x: -MARGIN, y: top, width: width + 2 * MARGIN, height: whole, fill: paper });
  copy.insertBefore(back, copy.firstChild);
  copy.append(...written(words, drawn, width - 2 * (words.left ?? 0), height));
  const fonts = element("style", {});
  fonts.textContent = await fontFaces(copy.textContent ?? "");
  copy.insertBefore(fonts, copy.firstChild);
  return new XMLSerializer().serializeToString(copy).replaceAll(FORBIDDEN, "");
}

/** Title and facts over the picture, the footer under it; what is too long for its line is cut. */
function written(
  { title, facts, footer, left = 0 }: ExportWords,
  drawn: SVGSVGElement,
  width: number,
  height: number,
): Element[] {
  const line = (words: string, y: number, size: number, weight: number, tone: string) => {
    const made = element("text", {
      x: left,
      y,
      "font-size": size,
      "font-weight": weight,
      "font-family": getComputedStyle(drawn).fontFamily,
      fill: colourOf(drawn, tone),
    });
    made.textContent = fitted(words, width, size, weight);
    return made;
  };
  return [
    line(title, -HEADING + 24, 24, 600, "--ink"),
    line(facts, -HEADING + 48, 13, 400, "--ink-2"),
    line(footer, height + 28, 12, 400, "--ink-2"),
  ];
}

/** The same as PNG, `scale` pixels for each of the picture's. */
export async function exportPng(drawn: SVGSVGElement, words: ExportWords, scale = 2): Promise<Blob> {
  const svg = await exportSvg(drawn, words);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    await drawnWithFonts(canvas, image);
    return await new Promise((done, fail) => {
      canvas.toBlob(
        (blob) => (blob ? done(blob) : fail(new Error("The picture is too large for a PNG; take SVG."))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/**
 * Draws until two drawings in a row are alike. A browser reads the fonts inside an SVG only once it is drawn and says
 * nowhere when they are there; until then their text is invisible.
 */
async function drawnWithFonts(canvas: HTMLCanvasElement, image: HTMLImageElement): Promise<void> {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return;
  let before = -1;
  for (let turn = 0; turn < MOST_DRAWINGS; turn++) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const now = inked(context.getImageData(0, 0, canvas.width, canvas.height).data);
    if (now === before && turn >= LEAST_DRAWINGS) return;
    before = now;
    await new Promise((done) => setTimeout(done, BETWEEN_MS));
  }
}

/** A sum that changes with any glyph that appears. */
function inked(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) sum += pixels[i] as number;
  return sum;
}

/** A token's colour as it is now, light or dark. */
function colourOf(drawn: SVGSVGElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  drawn.parentElement?.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Computed styles written onto the copy: variables and classes mean nothing outside the page. */
function resolve(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const { name } of [...to.attributes]) if (OF_THE_PAGE.test(name)) to.removeAttribute(name);
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value && value !== "normal") to.setAttribute(property, value);
  }
  [...from.children].forEach((child, index) => {
    const twin = to.children[index];
    if (twin) resolve(child, twin);
  });
}

/** The font faces of the page that the text needs, with the fonts themselves inside. */
async function fontFaces(text: string): Promise<string> {
  const codes = new Set([...text].map((letter) => letter.codePointAt(0) ?? 0));
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule);
  const needed = faces.filter((face) => covers(face.style.getPropertyValue("unicode-range"), codes));
  const written = await Promise.all(
    needed.map(async (face) => {
      const source = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue("src"))?.[1];
      if (!source) return "";
      const base = face.parentStyleSheet?.href ?? document.baseURI;
      const data = await asDataUrl(new URL(source, base).href);
      const family = face.style.getPropertyValue("font-family");
      const weight = face.style.getPropertyValue("font-weight") || "400";
      const range = face.style.getPropertyValue("unicode-range");
      return `@font-face{font-family:${family};font-weight:${weight};${range && `unicode-range:${range};`}src:url(${data}) format("woff2")}`;
    }),
  );
  return written.join("\n");
}

function covers(range: string, codes: Set<number>): boolean {
  if (!range) return true;
  return range.split(",").some((part) => {
    const [from, to] = part.trim().replace(/^U\+/i, "").split("-");
    const [low, high] = [
      Number.parseInt((from ?? "").replaceAll("?", "0"), 16),
      Number.parseInt((to ?? from ?? "").replaceAll("?", "F"), 16),
    ];
    return [...codes].some((code) => code >= low && code <= high);
  });
}

async function asDataUrl(url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error ?? new Error("A font could not be read."));
    reader.readAsDataURL(blob);
  });
}
