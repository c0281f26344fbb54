import { Text } from "../../ui/picture/Text";
import type { Drawing } from "./marks";

/** A drawing with a line under it that says what it leaves out; without words, as it is. */
export function noted(drawing: Drawing, note: string): Drawing {
  if (!note) return drawing;
  return {
    ...drawing,
    height: drawing.height + 24,
    paint: (active) => (
      <>
        {drawing.paint(active)}
        <Text x={0} y={drawing.height + 16} tone="ink-2">
          {note}
        </Text>
      </>
    ),
  };
}
