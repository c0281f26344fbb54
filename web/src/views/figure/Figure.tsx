import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Behind } from "../../api/explore";
import { useFonts } from "../../ui/picture/useFonts";
import { Card } from "./Card";
import classes from "./Figure.module.css";
import { type Drawing, type Mark, nearest, neighbour } from "./marks";

/** The picture of the page that is exported. */
export const FIGURE_ID = "explore-picture";

export type OnPick = (behind: Behind, compared: boolean) => void;

interface Props {
  id?: string | undefined;
  /** What the picture shows, in a sentence. */
  label: string;
  layout: (width: number) => Drawing;
  onPick?: OnPick | undefined;
  /** Drawn this wide; else as wide as its place. */
  width?: number | undefined;
  /** Points by place, not by what lies under the pointer: for lines. */
  byPlace?: boolean;
}

/**
 * A picture in its place: laid out again for every width, one mark of it reachable by Tab and the others by arrows,
 * a card for the mark that is pointed at or focused, and Enter or a click to ask who stands behind it.
 */
export function Figure({ id = FIGURE_ID, label, layout, onPick, width: given, byPlace }: Props) {
  const { ref, width: measured } = useElementSize<HTMLDivElement>();
  const width = Math.floor(given ?? measured);
  const fonts = useFonts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: fonts that arrive change every width of text.
  const drawing = useMemo(() => (width > 0 ? layout(width) : undefined), [layout, width, fonts]);
  return (
    <div className={classes.figure} ref={ref}>
      {drawing && (
        <Drawn id={id} drawing={drawing} label={label} place={width} onPick={onPick} byPlace={byPlace === true} />
      )}
    </div>
  );
}

interface DrawnProps {
  id: string;
  drawing: Drawing;
  label: string;
  place: number;
  onPick: OnPick | undefined;
  byPlace: boolean;
}

function Drawn({ id, drawing, label, place, onPick, byPlace }: DrawnProps) {
  const { t } = useTranslation("explore");
  const svg = useRef<SVGSVGElement>(null);
  const [shown, setShown] = useState<string>();
  const marks = useMemo(() => new Map(drawing.marks.map((mark) => [mark.id, mark])), [drawing]);
  const active = shown === undefined ? undefined : marks.get(shown);
  const { width, height } = drawing;

  const stops = () => svg.current?.querySelectorAll<SVGElement>("[data-mark]") ?? [];
  const stop = (own: string | undefined) => {
    for (const element of stops()) element.tabIndex = element.dataset.mark === own ? 0 : -1;
  };
  // Only one mark is a stop of Tab. It is kept outside React: thousands of marks would be drawn again for each step.
  useLayoutEffect(() => {
    const now = document.activeElement;
    const [first] = drawing.marks;
    const within = svg.current?.contains(now) === true && now !== svg.current;
    for (const element of svg.current?.querySelectorAll<SVGElement>("[data-mark]") ?? [])
      element.tabIndex = element === now || (!within && element.dataset.mark === first?.id) ? 0 : -1;
  }, [drawing]);

  const markOf = (target: EventTarget): Mark | undefined => {
    const { mark, of = mark } =
      (target instanceof Element && target.closest<SVGElement>("[data-mark], [data-of]")?.dataset) || {};
    return of === undefined ? undefined : marks.get(of);
  };
  const pointed = (event: PointerEvent<SVGSVGElement>): Mark | undefined => {
    if (!byPlace) return markOf(event.target);
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(drawing.marks, event.clientX - box.left, event.clientY - box.top);
  };
  const pick = (mark: Mark | undefined) => {
    if (mark?.pick) onPick?.(mark.pick.behind, mark.pick.compared === true);
  };
  const walk = (event: KeyboardEvent<SVGSVGElement>) => {
    const from = markOf(event.target);
    if (!from) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return pick(from);
    }
    if (event.key === "Escape") return setShown(undefined);
    const to = neighbour(drawing.marks, from, event.key);
    if (!to && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (to) svg.current?.querySelector<SVGElement>(`[data-mark="${CSS.escape(to.id)}"]`)?.focus();
  };

  return (
    <section {...(width > place && { className: classes.scroll, tabIndex: 0, "aria-label": label })}>
      <div className={classes.canvas} style={{ width }}>
        <svg
          ref={svg}
          id={id}
          role={onPick && drawing.marks.length > 0 ? "group" : "img"}
          aria-label={label}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className={classes.svg}
          data-picks={onPick ? "" : undefined}
          onPointerMove={(event) => setShown(pointed(event)?.id)}
          onPointerLeave={() => setShown(undefined)}
          onClick={(event) => pick(byPlace ? active : markOf(event.target))}
          onFocus={(event) => {
            const mark = markOf(event.target);
            stop(mark?.id);
            setShown(mark?.id);
          }}
          onBlur={() => setShown(undefined)}
          onKeyDown={walk}
        >
          {drawing.paint(active)}
        </svg>
        {active && (
          <Card
            mark={active}
            width={width}
            height={height}
            hint={onPick && active.pick ? t("pictures.which") : undefined}
          />
        )}
      </div>
    </section>
  );
}
