import { useTranslation } from "react-i18next";
import type { Geometry, Strip } from "./geometry";
import classes from "./Picture.module.css";
import { pressable } from "./parts";

/** The sign that adds a stage after the last one. */
export function AddStage({ geometry, onAdd }: { geometry: Geometry; onAdd: () => void }) {
  const { t } = useTranslation("journey");
  const last = geometry.strips.at(-1);
  if (!last) return null;
  return (
    <g aria-label={t("addStage")} data-export="no" style={{ cursor: "pointer" }} {...pressable(onAdd)}>
      <title>{t("addStage")}</title>
      <Plus x={last.x + last.width + 10} y={geometry.caption + 21} />
    </g>
  );
}

/** The sign on the border before a stage: seen while the border is under the pointer or has the focus. */
export function AddBetween({ strip, top, onAdd }: { strip: Strip; top: number; onAdd: () => void }) {
  const { t } = useTranslation("journey");
  const label = t("addStageBefore", { name: strip.stage.name });
  return (
    <g className={classes.between} aria-label={label} data-export="no" {...pressable(onAdd)}>
      <title>{label}</title>
      <rect x={strip.x - 11} y={top} width={22} height={44} style={{ fill: "transparent" }} />
      <g>
        <Plus x={strip.x} y={top + 21} />
      </g>
    </g>
  );
}

function Plus({ x, y }: { x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r={9} style={{ fill: "var(--surface)", stroke: "var(--line-2)" }} />
      <path
        d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`}
        style={{ stroke: "var(--accent)", strokeWidth: 1.6, strokeLinecap: "round" }}
      />
    </>
  );
}
