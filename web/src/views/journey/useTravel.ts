import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MapAnswer } from "../../api/types";
import type { Geometry } from "./geometry";
import { between, putDown } from "./travel";

const TRAVEL_MS = 240;

/** A card on its way in someone's hand, by how far it is off its place. */
export interface Lifted {
  id: string;
  dx: number;
  dy: number;
}

/**
 * The geometry to draw: `target`, but marks travel to it when the answer changed. A card that was put down starts
 * where it was let go. Other changes (width, folds) are drawn at once.
 */
export function useTravel(
  target: Geometry,
  answer: MapAnswer,
  lifted: Lifted | null,
): { geometry: Geometry; travelling: boolean } {
  const drawn = useRef({ geometry: target, lifted });
  const [way, setWay] = useState<{ answer: MapAnswer; from: Geometry | null; share: number }>({
    answer,
    from: null,
    share: 1,
  });
  if (way.answer !== answer) {
    const { geometry, lifted: carried } = drawn.current;
    setWay({ answer, from: still() ? null : putDown(geometry, carried), share: 0 });
  }
  const { from, share } = way;
  const geometry = from ? between(from, target, eased(share)) : target;
  useLayoutEffect(() => {
    drawn.current = { geometry, lifted };
  });
  useEffect(() => {
    if (!from) return;
    const start = performance.now();
    const step = () => {
      const now = Math.min(1, (performance.now() - start) / TRAVEL_MS);
      setWay((before) => (before.from === from ? { ...before, share: now, from: now < 1 ? from : null } : before));
      if (now < 1) frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [from]);
  return { geometry, travelling: from !== null };
}

const eased = (share: number): number => 1 - (1 - share) ** 3;

export const still = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
