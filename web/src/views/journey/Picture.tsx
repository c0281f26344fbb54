import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Cards } from "./Cards";
import { PICTURE_ID } from "./export";
import { Feeling } from "./Feeling";
import { Gutter } from "./Gutter";
import { type Geometry, layOut } from "./geometry";
import { Channels, Scores } from "./Lists";
import { type Editing, NameField } from "./NameField";
import classes from "./Picture.module.css";
import { Returns, River } from "./River";
import { Stages } from "./Stages";
import { chipsOf, Tray } from "./Tray";
import type { Drop, Load, PictureProps, Target } from "./types";
import { useCarry } from "./useCarry";

/** The journey map: one picture, for the page and for every export. */
export function Picture(props: PictureProps) {
  const { answer, compare, width, mode, folded, hovered, selected, stale } = props;
  const { t } = useTranslation("journey");
  const format = useFormat(answer.period.timezone);
  const svg = useRef<SVGSVGElement>(null);
  const [scrolled, setScrolled] = useState(0);
  useFonts();
  const [editing, setEditing] = useState<Editing | null>(null);

  const bare = layOut(answer, width, mode, folded, 0);
  const right = Math.max(bare.gutter + 200, Math.min(bare.width, width) - 20);
  const chips = chipsOf(answer.unplaced, bare.gutter + 4, right, format);
  const geometry = layOut(answer, width, mode, folded, (chips.at(-1)?.row ?? -1) + 1);

  const drop = (load: Load, { stage, before }: Drop) => {
    if (load.kind === "kind") return props.onPlace(load.code, { stage, before });
    if (before === load.id || isWhereItStands(geometry, load.id, { stage, before })) return;
    props.onMove(load.id, { stage, before });
  };
  const carrying = useCarry(geometry, svg, drop);
  const edit = (target: Target, element: Element) => setEditing({ target, ...boxWithin(svg.current, element) });
  const nameOf = (target: Target) =>
    target.kind === "stage"
      ? answer.stages.find(({ id }) => id === target.id)?.name
      : geometry.columns.find(({ touchpoint }) => touchpoint.id === target.id)?.touchpoint.name;
  const over = carrying.over;
  const shared = { geometry, format };
  const shown = (lane: keyof typeof geometry.lanes) => !geometry.lanes[lane].folded;

  return (
    // A wide map scrolls: the keyboard must reach it.
    <div
      className={classes.scroller}
      {...(geometry.scrolls && { tabIndex: 0, role: "region", "aria-label": t("title") })}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
    >
      <svg
        ref={svg}
        id={PICTURE_ID}
        className={classes.picture}
        width={geometry.width}
        height={geometry.height}
        viewBox={`0 0 ${geometry.width} ${geometry.height}`}
        role="group"
        aria-labelledby="journey-map-title journey-map-desc"
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
        <Tints {...shared} over={over?.stage ?? null} hovered={hovered} />
        <Rules {...shared} />
        <Stages {...shared} compare={compare} onSelect={props.onSelect} onEdit={edit} />
        {shown("touchpoints") && (
          <>
            <River {...shared} />
            <Returns {...shared} answer={answer} />
          </>
        )}
        {shown("feeling") && <Feeling {...shared} compare={compare} hovered={hovered} />}
        {shown("channels") && <Channels {...shared} />}
        {shown("scores") && <Scores {...shared} />}
        <Tray {...shared} chips={chips} more={answer.unplaced.length - chips.length} carrying={carrying} />
        {over && (
          <line
            x1={over.line}
            x2={over.line}
            y1={geometry.lanes.touchpoints.y + 34}
            y2={geometry.lanes.touchpoints.y + 158}
            className={classes.gap}
          />
        )}
        {shown("touchpoints") && (
          <Cards
            {...shared}
            selected={selected}
            hovered={hovered}
            carrying={carrying}
            onHover={props.onHover}
            onSelect={props.onSelect}
            onEdit={edit}
          />
        )}
        <AddStage {...shared} onAdd={() => props.onAddStage(null)} />
        <g data-sticky transform={`translate(${scrolled} 0)`}>
          <Gutter {...shared} answer={answer} onFold={props.onFold} />
        </g>
      </svg>
      {editing && (
        <NameField
          editing={editing}
          name={nameOf(editing.target) ?? ""}
          onDone={(name) => {
            setEditing(null);
            if (name && name !== nameOf(editing.target)) props.onRename(editing.target, name);
          }}
        />
      )}
      <p className={classes.heard} aria-live="assertive">
        {carrying.load && over
          ? t("carry.over", {
              name: carrying.load.name,
              stage: answer.stages.find(({ id }) => id === over.stage)?.name ?? "",
            })
          : ""}
      </p>
    </div>
  );
}

/** Draws again when fonts arrive: texts are measured with them, and those of Chinese come slice by slice. */
function useFonts(): void {
  const [, setLoaded] = useState(0);
  useEffect(() => {
    const again = () => setLoaded((count) => count + 1);
    document.fonts?.addEventListener("loadingdone", again);
    return () => document.fonts?.removeEventListener("loadingdone", again);
  }, []);
}

/** Whether a touchpoint put there would not move: an edit that changes nothing makes no version. */
function isWhereItStands({ strips }: Geometry, touchpoint: string, { stage, before }: Drop): boolean {
  const columns = strips.find((strip) => strip.stage.id === stage)?.columns ?? [];
  const place = columns.findIndex((column) => column.touchpoint.id === touchpoint);
  return place >= 0 && (columns[place + 1]?.touchpoint.id ?? null) === before;
}

type Shared = { geometry: ReturnType<typeof layOut> };

/** Stages part by a tint on every other column, unbroken from name to tray. */
function Tints({ geometry, over, hovered }: Shared & { over: string | null; hovered: string | null }) {
  const lit = geometry.columns.find(({ touchpoint }) => touchpoint.id === hovered);
  const height = geometry.tray.height ? geometry.tray.y - 4 : geometry.height;
  return (
    <g aria-hidden="true">
      {geometry.strips.map((strip) => (
        <g key={strip.stage.id} style={{ fill: "var(--stage-tint)" }}>
          {strip.index % 2 === 0 && <rect x={strip.x} y={0} width={strip.width} height={height} rx={16} />}
          {strip.stage.id === over && <rect x={strip.x} y={0} width={strip.width} height={height} rx={16} />}
        </g>
      ))}
      {lit && (
        <rect
          x={lit.x}
          y={geometry.stages.height}
          width={lit.width}
          height={height - geometry.stages.height}
          style={{ fill: "var(--stage-tint)" }}
        />
      )}
    </g>
  );
}

/** Lanes part by a hairline. */
function Rules({ geometry }: Shared) {
  const rows = [...Object.values(geometry.lanes), ...(geometry.tray.height ? [geometry.tray] : [])];
  return rows.map(({ y }) => (
    <line
      key={y}
      x1={geometry.gutter ? 12 : 0}
      x2={geometry.width - 4}
      y1={y + 0.5}
      y2={y + 0.5}
      style={{ stroke: "var(--line)" }}
    />
  ));
}

function AddStage({ geometry, onAdd }: Shared & { onAdd: () => void }) {
  const { t } = useTranslation("journey");
  const [x, y] = [geometry.width - 10, geometry.caption + 22];
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={t("addStage")}
      data-export="no"
      style={{ cursor: "pointer" }}
      onClick={onAdd}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onAdd();
      }}
    >
      <title>{t("addStage")}</title>
      <circle cx={x} cy={y} r={9} style={{ fill: "var(--surface)", stroke: "var(--line-2)" }} />
      <path
        d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`}
        style={{ stroke: "var(--accent)", strokeWidth: 1.6, strokeLinecap: "round" }}
      />
    </g>
  );
}

function boxWithin(svg: SVGSVGElement | null, element: Element): { left: number; top: number; width: number } {
  const [outer, inner] = [svg?.getBoundingClientRect(), element.getBoundingClientRect()];
  return { left: inner.left - (outer?.left ?? 0), top: inner.top - (outer?.top ?? 0), width: inner.width };
}
