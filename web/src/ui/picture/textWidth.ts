let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the page's font. Without a canvas (in tests) a wide estimate stands in. */
export function textWidth(text: string, size: number, weight = 400): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? size : size * 0.56), 0);
  context.font = `${weight} ${size}px ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`;
  return context.measureText(text).width;
}
