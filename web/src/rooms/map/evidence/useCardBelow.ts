import { type PointerEvent, useRef } from "react";

/** The touchpoint whose card lay below the pointer when it was let go; what is carried lets the pointer through. */
export function useCardBelow() {
  const below = useRef<string | null>(null);
  return {
    below,
    handlers: {
      onPointerDownCapture: () => {
        below.current = null;
      },
      onKeyDownCapture: () => {
        below.current = null;
      },
      onPointerUpCapture: (event: PointerEvent) => {
        const element = document.elementFromPoint(event.clientX, event.clientY);
        below.current = element?.closest("[data-touchpoint]")?.getAttribute("data-touchpoint") ?? null;
      },
    },
  };
}
