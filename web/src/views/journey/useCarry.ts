import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { changes, placesOf, reveal, scrollAtEdges } from "./carryPlaces";
import { dropAt, type Geometry } from "./geometry";
import type { Drop, Load } from "./types";
import { still } from "./useTravel";

interface Held {
  load: Load;
  x: number;
  dx: number;
  dy: number;
  /** How far the picture was scrolled when it was lifted. */
  scrolled: number;
  over: (Drop & { line: number }) | null;
  by: "pointer" | "key";
  /** Put down, and waiting for the answer that shows it there. */
  down: boolean;
}

export interface Carrying {
  load: Load | null;
  dx: number;
  dy: number;
  scrolled: number;
  over: (Drop & { line: number }) | null;
  /** The last thing that was lifted was put back. */
  gaveUp: boolean;
  grab: (event: PointerEvent, load: Load) => void;
  /** Whether the key was one of carrying. */
  key: (event: KeyboardEvent, load: Load) => boolean;
  /** The one that is carried by keys lost the focus: it goes back. */
  leave: () => void;
  justDropped: () => boolean;
}

interface Ground {
  geometry: Geometry;
  svg: RefObject<SVGSVGElement | null>;
  scroller: RefObject<HTMLElement | null>;
  /** A new one ends the waiting of what was put down. */
  answer: unknown;
  onDrop: (load: Load, drop: Drop) => void;
}

const SLACK = 5;
const LONG_PRESS_MS = 350;
const LONGEST_WAIT_MS = 1500;

/**
 * Carrying a card or a kind to another place: by pointer (a finger after a long press, so that a swipe still scrolls),
 * or Space to lift, arrows to go, Enter to put down, Esc or Tab to give up.
 */
export function useCarry(ground: Ground): Carrying {
  const { answer } = ground;
  const [held, setHeld] = useState<Held | null>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const dropped = useRef(0);
  const latest = useRef(ground);
  latest.current = ground;

  const [seen, setSeen] = useState(answer);
  if (seen !== answer) {
    setSeen(answer);
    if (held?.down) setHeld(null);
  }
  const waits = held?.down ?? false;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setHeld(null), LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }, [waits]);

  const lift = useCallback((next: Held) => {
    setGaveUp(false);
    setHeld(next);
  }, []);
  const giveUp = useCallback(() => {
    setGaveUp(true);
    setHeld(null);
  }, []);
  const putDown = useCallback((what: Held) => {
    const { load, over } = what;
    if (!over || !changes(latest.current.geometry, load, over)) return setHeld(null);
    latest.current.onDrop(load, { stage: over.stage, before: over.before });
    setHeld({ ...what, down: true });
  }, []);

  const grab = useCallback(
    (event: PointerEvent, load: Load) => {
      const { svg, scroller } = latest.current;
      if (event.button !== 0 || !svg.current || !scroller.current) return;
      const [picture, window_] = [svg.current, scroller.current];
      const [startX, startY, startScroll] = [event.clientX, event.clientY, window_.scrollLeft];
      const byFinger = event.pointerType === "touch";
      let [handX, handY] = [startX, startY];
      let lifted: Held | null = null;
      let rest = () => {};
      const follow = () => {
        const { geometry } = latest.current;
        const dx = (handX - startX + window_.scrollLeft - startScroll) / geometry.scale;
        const dy = (handY - startY) / geometry.scale;
        const over = dropAt(geometry, (handX - picture.getBoundingClientRect().left) / geometry.scale);
        const scrolled = startScroll / geometry.scale;
        lifted = { load, x: startX, dx, dy, scrolled, over, by: "pointer", down: false };
        lift(lifted);
      };
      const start = () => {
        follow();
        const { gutter, scale } = latest.current.geometry;
        rest = scrollAtEdges(window_, gutter * scale, () => handX, follow);
      };
      const press = byFinger ? setTimeout(start, LONG_PRESS_MS) : undefined;
      const move = (at: globalThis.PointerEvent) => {
        [handX, handY] = [at.clientX, at.clientY];
        const far = Math.hypot(handX - startX, handY - startY) >= SLACK;
        if (lifted) follow();
        else if (far && byFinger) end();
        else if (far) start();
      };
      const end = () => {
        clearTimeout(press);
        rest();
        events.abort();
      };
      const stop = (at: Event) => {
        end();
        if (!lifted) return;
        dropped.current = Date.now();
        if (at.type === "pointerup") putDown(lifted);
        else giveUp();
      };
      const events = new AbortController();
      const heard = { signal: events.signal };
      window.addEventListener("pointermove", move, heard);
      window.addEventListener("pointerup", stop, heard);
      window.addEventListener("pointercancel", stop, heard);
      window.addEventListener("keydown", (at) => at.key === "Escape" && stop(at), heard);
      // While a finger carries, the page must not scroll under it.
      window.addEventListener("touchmove", (at) => lifted && at.preventDefault(), { ...heard, passive: false });
    },
    [lift, putDown, giveUp],
  );

  const key = useCallback(
    (event: KeyboardEvent, load: Load): boolean => {
      const { geometry, scroller, svg } = latest.current;
      if (!held || held.down) {
        if (event.key !== " ") return false;
        event.preventDefault();
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const x = (left + width / 2 - (svg.current?.getBoundingClientRect().left ?? 0)) / geometry.scale;
        const scrolled = (scroller.current?.scrollLeft ?? 0) / geometry.scale;
        lift({ load, x, dx: 0, dy: 0, scrolled, over: dropAt(geometry, x), by: "key", down: false });
        return true;
      }
      if (event.key === "Tab") {
        giveUp();
        return false;
      }
      if (event.key === "Escape") giveUp();
      else if (event.key === "Enter" || event.key === " ") putDown(held);
      else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const here = held.x + held.dx;
        const places = placesOf(geometry, load);
        const next =
          event.key === "ArrowRight" ? places.find((x) => x > here + 1) : places.findLast((x) => x < here - 1);
        if (next !== undefined) {
          setHeld({ ...held, dx: next - held.x, over: dropAt(geometry, next) });
          const { gutter, scale } = geometry;
          if (scroller.current) reveal(scroller.current, gutter * scale, next * scale, !still());
        }
      } else return true;
      event.preventDefault();
      return true;
    },
    [held, lift, putDown, giveUp],
  );

  return {
    load: held?.load ?? null,
    dx: held?.dx ?? 0,
    dy: held?.dy ?? 0,
    scrolled: held?.scrolled ?? 0,
    over: held?.over ?? null,
    gaveUp,
    grab,
    key,
    leave: () => {
      if (held?.by === "key" && !held.down) giveUp();
    },
    justDropped: () => Date.now() - dropped.current < 250,
  };
}
