import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { useFonts } from "../../ui/picture/useFonts";
import { AddStage } from "./AddStage";
import { Rules, Tints } from "./Backdrop";
import { Cards, CarriedCard } from "./Cards";
import { Channels } from "./Channels";
import { EmptyMap } from "./EmptyMap";
import { PICTURE_ID } from "./export";
import { Feeling } from "./Feeling";
import { Gutter } from "./Gutter";
import { type Extent, type Geometry, type Lane, layOut, scaleFor } from "./geometry";
import { Minimap } from "./Minimap";
import { type Editing, NameField } from "./NameField";
import classes from "./Picture.module.css";
import { Returns, River } from "./River";
import { Scores } from "./Scores";
import { StageBar } from "./StageBar";
import { Stages } from "./Stages";
import { Scale, Sticky } from "./scrolling";
import { CarriedChip, chipsOf, Tray } from "./Tray";
import type { Drop, Load, PictureProps, Target } from "./types";
import { type Carrying, useCarry } from "./useCarry";
import { useTravel } from "./useTravel";

/** The journey map: one picture, for the page and for every export. */
export function Picture(props: PictureProps) {
  const { answer, compare, width, mode, folded, hovered, selected, stale } = props;
  const { t } = useTranslation("journey");
  const format = useFormat(answer.period.timezone);
  const svg = useRef<SVGSVGElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useFonts();
  const [editing, setEditing] = useState<Editing | null>(null);

  const scale = scaleFor(width);
  const room = width / scale;
  const extent: Extent = { room, scale, mode, folded, trayRows: 0, compared: compare !== null };
  const bare = layOut(answer, extent);
  const right = Math.max(bare.gutter + 200, Math.min(bare.width, room) - 20);
  const chips = chipsOf(answer.unplaced, bare.gutter + 4, right, format);
  const target = layOut(answer, { ...extent, trayRows: (chips.at(-1)?.row ?? -1) + 1 });

  const onDrop = (load: Load, drop: Drop) =>
    load.kind === "kind" ? props.onPlace(load.code, drop) : props.onMove(load.id, drop);
  const carrying = useCarry({ geometry: target, svg, scroller, answer, onDrop });
  const { load, dx, dy } = carrying;
  const { geometry, travelling } = useTravel(
    target,
    answer,
    load?.kind === "touchpoint" ? { id: load.id, dx, dy } : null,
  );
  const edit = (what: Target, element: Element) => setEditing({ target: what, ...boxWithin(svg.current, element) });
  const nameOf = (what: Target) =>
    what.kind === "stage"
      ? answer.stages.find(({ id }) => id === what.id)?.name
      : geometry.columns.find(({ touchpoint }) => touchpoint.id === what.id)?.touchpoint.name;
  const over = carrying.over;
  const empty = answer.stages.length === 0;
  const compareName = props.compareName || t("compared");
  const shared = { geometry, format };
  // A column that a carried card passes over does not light up; one that a kind would join does.
  const lit = load?.kind === "touchpoint" ? null : hovered;
  const pointing = { hovered: lit, selected, onHover: props.onHover, onSelect: props.onSelect };
  const shown = (lane: Lane) => !geometry.lanes[lane].folded;

  return (
    <Scale value={scale}>
      <div className={classes.frame}>
        {geometry.scrolls && <Minimap geometry={geometry} room={room} scroller={scroller} />}
        <StageBar {...shared} scroller={scroller} />
        <div
          ref={scroller}
          className={classes.scroller}
          style={{ scrollPaddingInline: `${(geometry.gutter + 12) * scale}px 12px` }}
          // A wide map scrolls: the keyboard must reach it.
          {...(geometry.scrolls && { tabIndex: 0, role: "region", "aria-label": t("title") })}
        >
          <svg
            ref={svg}
            id={PICTURE_ID}
            className={classes.picture}
            width={geometry.width * scale}
            height={geometry.height * scale}
            viewBox={`0 0 ${geometry.width} ${geometry.height}`}
            role="group"
            aria-labelledby="journey-map-title journey-map-desc"
            data-facts={[
              props.audienceName,
              // The end is exclusive; the last day is the one of the moment before it.
              format.dateRange(answer.period.from, new Date(Date.parse(answer.period.to) - 1).toISOString()),
              t("journeys", { count: answer.journeys, n: format.number(answer.journeys) }),
              compare && `${t("comparedWith")} ${compareName}`,
            ]
              .filter(Boolean)
              .join(" · ")}
            style={{ fontFamily: "var(--font)", opacity: stale ? 0.45 : 1 }}
          >
            <title id="journey-map-title">{answer.title || t("title")}</title>
            <desc id="journey-map-desc">
              {t("description", {
                stages: answer.stages.length,
                touchpoints: geometry.columns.length,
                journeys: format.number(answer.journeys),
              })}
            </desc>
            <Tints geometry={geometry} over={over?.stage ?? null} lit={lit} />
            <Rules geometry={geometry} />
            <Stages
              {...shared}
              scroller={scroller}
              compare={compare}
              onSelect={props.onSelect}
              onEdit={edit}
              onAddStage={props.onAddStage}
            />
            {shown("touchpoints") && (
              <>
                <River {...shared} />
                <Returns {...shared} answer={answer} />
                {over && <Gap geometry={geometry} x={over.line} />}
                <Cards {...shared} {...pointing} carrying={carrying} onEdit={edit} />
              </>
            )}
            {shown("feeling") && (
              <Feeling {...shared} {...pointing} compare={compare} compareName={compareName} travelling={travelling} />
            )}
            {shown("channels") && <Channels {...shared} scroller={scroller} />}
            {shown("scores") && <Scores {...shared} scroller={scroller} />}
            <Sticky scroller={scroller}>
              <Tray {...shared} chips={chips} more={answer.unplaced.length - chips.length} carrying={carrying} />
            </Sticky>
            {empty && <EmptyMap geometry={geometry} onAdd={() => props.onAddStage(null)} />}
            <AddStage geometry={geometry} onAdd={() => props.onAddStage(null)} />
            <Sticky scroller={scroller}>
              <Gutter {...shared} answer={answer} compareName={compare && compareName} onFold={props.onFold} />
            </Sticky>
            <CarriedCard {...shared} carrying={carrying} />
            <CarriedChip geometry={geometry} chips={chips} carrying={carrying} />
          </svg>
          {editing && (
            <NameField
              editing={editing}
              scale={scale}
              name={nameOf(editing.target) ?? ""}
              onDone={(name) => {
                setEditing(null);
                if (name && name !== nameOf(editing.target)) props.onRename(editing.target, name);
              }}
            />
          )}
        </div>
        <Said carrying={carrying} nameOf={nameOf} />
      </div>
    </Scale>
  );
}

/** Where what is carried would stand. */
function Gap({ geometry, x }: { geometry: Geometry; x: number }) {
  const top = geometry.lanes.touchpoints.y + geometry.caption + 34;
  return <line x1={x} x2={x} y1={top} y2={top + geometry.card.height + 12} className={classes.gap} />;
}

/** Carrying in words, for those who do not see it. */
function Said({ carrying, nameOf }: { carrying: Carrying; nameOf: (target: Target) => string | undefined }) {
  const { t } = useTranslation("journey");
  const { load, over, gaveUp } = carrying;
  const place = load && over && { name: load.name, stage: nameOf({ kind: "stage", id: over.stage }) ?? "" };
  const next = over?.before ? nameOf({ kind: "touchpoint", id: over.before }) : undefined;
  return (
    <p className={classes.heard} aria-live="assertive">
      {place ? (next ? t("carry.before", { ...place, next }) : t("carry.end", place)) : gaveUp ? t("carry.gaveUp") : ""}
    </p>
  );
}

function boxWithin(svg: SVGSVGElement | null, element: Element): { left: number; top: number; width: number } {
  const [outer, inner] = [svg?.getBoundingClientRect(), element.getBoundingClientRect()];
  return { left: inner.left - (outer?.left ?? 0), top: inner.top - (outer?.top ?? 0), width: inner.width };
}
