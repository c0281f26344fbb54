import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef, useState } from "react";

type Scroller = RefObject<HTMLElement | null>;

/** Pixels of the page for one unit of the picture. */
export const Scale = createContext(1);

interface StickyProps {
  scroller: Scroller;
  /** How far the picture is scrolled when it begins to follow. */
  from?: number;
  /** How far it follows. */
  most?: number;
  children: ReactNode;
}

/** Stays in sight while the picture scrolls sideways under it. */
export function Sticky({ scroller, from = 0, most = Number.POSITIVE_INFINITY, children }: StickyProps) {
  const group = useShift(scroller, (left) => Math.max(0, Math.min(most, left - from)));
  return (
    <g ref={group} data-sticky>
      {children}
    </g>
  );
}

/** Stands outside the picture and scrolls sideways with it. */
export function Alongside({ scroller, children }: { scroller: Scroller; children: ReactNode }) {
  const group = useShift(scroller, (left) => -left);
  return <g ref={group}>{children}</g>;
}

/** Moves a group as the picture scrolls, without drawing anything anew. */
function useShift(scroller: Scroller, shift: (left: number) => number): RefObject<SVGGElement | null> {
  const group = useRef<SVGGElement>(null);
  const scale = useContext(Scale);
  const follow = useRef(() => {});
  // The scroller is known after the first effects of what stands inside it.
  useEffect(() => {
    follow.current = () =>
      group.current?.setAttribute("transform", `translate(${shift((scroller.current?.scrollLeft ?? 0) / scale)} 0)`);
    follow.current();
  });
  useEffect(() => {
    const window_ = scroller.current;
    const heard = () => follow.current();
    window_?.addEventListener("scroll", heard, { passive: true });
    return () => window_?.removeEventListener("scroll", heard);
  }, [scroller]);
  return group;
}

/** How far the picture is scrolled sideways, in its units, for what has to be drawn anew with it. */
export function useScrollLeft(scroller: Scroller): number {
  const scale = useContext(Scale);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const window_ = scroller.current;
    const follow = () => setLeft(window_?.scrollLeft ?? 0);
    follow();
    window_?.addEventListener("scroll", follow, { passive: true });
    return () => window_?.removeEventListener("scroll", follow);
  }, [scroller]);
  return left / scale;
}

/** Whether an element was scrolled out over the top edge of the page. */
export function useLeftAbove(element: RefObject<Element | null>): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setAbove(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return above;
}
