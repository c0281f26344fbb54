import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useRef, useState } from "react";
import { dropAt, type Geometry } from "./geometry";
import type { Drop, Load } from "./types";

interface Held {
  load: Load;
  x: number;
  y: number;
  dx: number;
  dy: number;
  over: (Drop & { line: number }) | null;
  byKey: boolean;
}

export interface Carrying {
  load: Load | null;
  dx: number;
  dy: number;
  over: (Drop & { line: number }) | null;
  grab: (event: PointerEvent, load: Load) => void;
  /** Whether the key was one of carrying. */
  key: (event: KeyboardEvent, load: Load) => boolean;
  justDropped: () => boolean;
}

const SLACK = 5;

/** Carrying a card or a kind to another place: by pointer, or Space to lift, arrows to go, Enter to drop, Esc to give up. */
export function useCarry(
  geometry: Geometry,
  svg: RefObject<SVGSVGElement | null>,
  onDrop: (load: Load, drop: Drop) => void,
): Carrying {
  const [held, setHeld] = useState<Held | null>(null);
  const dropped = useRef(0);
  const latest = useRef({ geometry, onDrop });
  latest.current = { geometry, onDrop };

  const place = useCallback((clientX: number) => clientX - (svg.current?.getBoundingClientRect().left ?? 0), [svg]);

  const grab = useCallback(
    (event: PointerEvent, load: Load) => {
      if (event.button !== 0) return;
      const [startX, startY] = [event.clientX, event.clientY];
      let lifted: Held | null = null;
      const move = (at: globalThis.PointerEvent) => {
        const [dx, dy] = [at.clientX - startX, at.clientY - startY];
        if (!lifted && Math.hypot(dx, dy) < SLACK) return;
        at.preventDefault();
        lifted = {
          load,
          x: startX,
          y: startY,
          dx,
          dy,
          over: dropAt(latest.current.geometry, place(at.clientX)),
          byKey: false,
        };
        setHeld(lifted);
      };
      const stop = (at: globalThis.PointerEvent | globalThis.KeyboardEvent) => {
        if (at instanceof globalThis.KeyboardEvent && at.key !== "Escape") return;
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", stop);
        window.removeEventListener("pointercancel", stop);
        window.removeEventListener("keydown", stop);
        setHeld(null);
        if (!lifted) return;
        dropped.current = Date.now();
        if (at.type === "pointerup" && lifted.over) latest.current.onDrop(load, lifted.over);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", stop);
      window.addEventListener("keydown", stop);
    },
    [place],
  );

  const key = useCallback(
    (event: KeyboardEvent, load: Load): boolean => {
      const { geometry: now } = latest.current;
      if (!held) {
        if (event.key !== " ") return false;
        event.preventDefault();
        const column =
          load.kind === "touchpoint" ? now.columns.find((one) => one.touchpoint.id === load.id) : undefined;
        const x = column?.middle ?? (now.strips[0]?.x ?? 0) + 1;
        setHeld({ load, x, y: 0, dx: 0, dy: 0, over: dropAt(now, x), byKey: true });
        return true;
      }
      if (event.key === "Escape") setHeld(null);
      else if (event.key === "Enter" || event.key === " ") {
        if (held.over) latest.current.onDrop(held.load, held.over);
        setHeld(null);
      } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const places = placesOf(now);
        const here = held.x + held.dx;
        const next =
          event.key === "ArrowRight"
            ? places.find((x) => x > here + 1)
            : [...places].reverse().find((x) => x < here - 1);
        if (next !== undefined) setHeld({ ...held, dx: next - held.x, over: dropAt(now, next) });
      } else return true;
      event.preventDefault();
      return true;
    },
    [held],
  );

  return {
    load: held?.load ?? null,
    dx: held?.dx ?? 0,
    dy: held?.dy ?? 0,
    over: held?.over ?? null,
    grab,
    key,
    justDropped: () => Date.now() - dropped.current < 250,
  };
}

/** A point in every gap between touchpoints, from left to right. */
function placesOf(geometry: Geometry): number[] {
  return geometry.strips.flatMap((strip) => [
    ...strip.columns.map((column) => column.x + 2),
    strip.x + strip.width - 2,
  ]);
}
