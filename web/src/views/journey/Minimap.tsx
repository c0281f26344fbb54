import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../ui/picture/Text";
import { fitted } from "../../ui/picture/text";
import { PICTURE_ID } from "./export";
import type { Geometry } from "./geometry";
import classes from "./Picture.module.css";
import { scaleOf } from "./river";
import { useScrollLeft } from "./scrolling";

const HEIGHT = 44;
const RIVER = { top: 22, height: 14 };
const LEAST_NAME = 34;

/** The whole map as a slim strip, with a frame around the part that is in sight: dragged, or moved by keys. */
export function Minimap({
  geometry,
  room,
  scroller,
}: {
  geometry: Geometry;
  room: number;
  scroller: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation("journey");
  const left = useScrollLeft(scroller);
  const hold = useRef<number | null>(null);
  const { gutter, scale: zoom, sight } = geometry;
  const whole = geometry.width - gutter;
  const scale = (room - gutter) / whole;
  const most = Math.max(1, geometry.width - room);
  const at = (x: number) => gutter + (x - gutter) * scale;
  const frame = { x: gutter + left * scale, width: sight * scale };

  const scrollTo = (to: number) => scroller.current?.scrollTo({ left: to * zoom });
  const pointed = (event: PointerEvent<SVGElement>) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left) / zoom;
  const grab = (event: PointerEvent<SVGElement>) => {
    if (event.button !== 0) return;
    const x = pointed(event);
    const inside = x >= frame.x && x <= frame.x + frame.width;
    hold.current = inside ? x - frame.x : frame.width / 2;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag(event);
  };
  const drag = (event: PointerEvent<SVGElement>) => {
    if (hold.current !== null) scrollTo((pointed(event) - hold.current - gutter) / scale);
  };
  const key = (event: KeyboardEvent) => {
    const column = geometry.columns[0]?.width ?? 100;
    const to = {
      ArrowLeft: left - column,
      ArrowRight: left + column,
      PageUp: left - sight,
      PageDown: left + sight,
      Home: 0,
      End: most,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    scrollTo(to);
  };
  return (
    <svg
      className={classes.minimap}
      width={room * zoom}
      height={HEIGHT * zoom}
      viewBox={`0 0 ${room} ${HEIGHT}`}
      role="scrollbar"
      tabIndex={0}
      aria-label={t("minimap")}
      aria-controls={PICTURE_ID}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((Math.min(left, most) / most) * 100)}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => {
        hold.current = null;
      }}
      onPointerCancel={() => {
        hold.current = null;
      }}
      onKeyDown={key}
    >
      {geometry.strips.map(({ stage, index, x, width }) => (
        <g key={stage.id}>
          {index % 2 === 0 && (
            <rect x={at(x)} y={4} width={width * scale} height={36} rx={4} style={{ fill: "var(--stage-tint)" }} />
          )}
          {width * scale >= LEAST_NAME && (
            <Text x={at(x) + 5} y={17} size={11} tone="ink-2">
              {fitted(stage.name, width * scale - 8, 11)}
            </Text>
          )}
        </g>
      ))}
      <path d={shapeOf(geometry, at, "alive")} style={{ fill: "var(--vol-1)" }} />
      <path d={shapeOf(geometry, at, "customers")} style={{ fill: "var(--vol-2)" }} />
      <rect className={classes.sight} x={frame.x} y={2} width={frame.width} height={40} rx={6} />
    </svg>
  );
}

function shapeOf(geometry: Geometry, at: (x: number) => number, part: "alive" | "customers"): string {
  const scale = scaleOf(geometry.columns, RIVER.height);
  const [first, last] = [geometry.columns[0], geometry.columns.at(-1)];
  if (!first || !last) return "";
  const floor = geometry.columns.map(({ x, width, marks }) => {
    const y = RIVER.top + Math.max(1, Math.min(marks[part], marks.alive) * scale);
    return `L${at(x)} ${y}L${at(x + width)} ${y}`;
  });
  return `M${at(first.x)} ${RIVER.top}${floor.join("")}L${at(last.x + last.width)} ${RIVER.top}Z`;
}
