import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { MapAnswer } from "../../../api/types";
import type { Target } from "../../../views/journey";

/** What was opened, and where it stands in the drawing. */
export interface Opened {
  target: Target;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A second click of the mouse within this time renames instead of opening. */
const DOUBLE_MS = 220;

const holds = ({ stages }: MapAnswer, { kind, id }: Target) =>
  stages.some((stage) => (kind === "stage" ? stage.id === id : stage.touchpoints.some((one) => one.id === id)));

/** Whose evidence is open. `handlers` belong on the frame of the picture. */
export function useOpened(frame: RefObject<HTMLElement | null>, answer: MapAnswer) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const pointer = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cardOf = ({ kind, id }: Target) =>
    frame.current?.querySelector<SVGElement>(`[data-${kind}="${CSS.escape(id)}"]`) ?? null;

  const place = (target: Target, box: DOMRect) => {
    const origin = frame.current?.getBoundingClientRect();
    if (!origin) return;
    const { left, top, width, height } = box;
    setOpened({ target, left: left - origin.left, top: top - origin.top, width, height });
  };
  // Taken off the map by an edit; it must not open again when that edit is undone.
  if (opened !== null && !holds(answer, opened.target)) setOpened(null);

  // A card that an edit moved takes its evidence along.
  const target = opened?.target;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the picture or the target changes.
  useEffect(() => {
    const card = target && cardOf(target);
    if (target && card) place(target, card.getBoundingClientRect());
  }, [answer, target]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const open = (wanted: Target, box: DOMRect) => {
    clearTimeout(timer.current);
    if (pointer.current !== "mouse") return place(wanted, box);
    timer.current = setTimeout(() => place(wanted, box), DOUBLE_MS);
  };
  const leave = () => setOpened(null);
  /** To the card, or, where an edit took it off the map, to the first there is. */
  const focus = (wanted: Target) =>
    requestAnimationFrame(() => {
      const card = cardOf(wanted) ?? frame.current?.querySelector<SVGElement>("[data-touchpoint]");
      card?.focus({ preventScroll: true });
    });
  const close = () => {
    leave();
    if (!target) return;
    // Whoever clicked elsewhere has put the focus there.
    requestAnimationFrame(() => {
      const at = document.activeElement;
      if (!at || at === document.body || at.closest("[role=dialog]")) focus(target);
    });
  };
  const handlers = {
    onPointerDownCapture: (event: PointerEvent) => {
      pointer.current = event.pointerType;
    },
    onKeyDownCapture: () => {
      pointer.current = "";
    },
    onDoubleClickCapture: () => {
      clearTimeout(timer.current);
      leave();
    },
  };
  return { opened, open, close, leave, focus, handlers };
}
