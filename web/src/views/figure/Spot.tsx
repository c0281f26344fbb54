import type { ReactNode } from "react";
import classes from "./Figure.module.css";
import { type Mark, spoken } from "./marks";

interface Props {
  mark: Mark;
  /** Around which the ring of focus is drawn; none: the mark shows its focus itself. */
  ring?: { x: number; y: number; width: number; height: number; radius?: number };
  children?: ReactNode;
}

/**
 * The part of the drawing that is a mark. What is drawn stands beside the button, not within: its label says all of it,
 * in words that need not be those that are written there.
 */
export function Spot({ mark, ring, children }: Props) {
  const box = ring && {
    x: ring.x - 2,
    y: ring.y - 2,
    width: Math.max(ring.width, 0) + 4,
    height: Math.max(ring.height, 0) + 4,
    rx: ring.radius ?? 4,
  };
  return (
    <>
      {box && (
        <g data-of={mark.id} data-picks={mark.pick ? "" : undefined} aria-hidden="true">
          {children}
        </g>
      )}
      <g
        data-mark={mark.id}
        data-picks={mark.pick ? "" : undefined}
        role={mark.pick ? "button" : "img"}
        aria-label={spoken(mark)}
        tabIndex={-1}
      >
        {box ? <rect data-export="no" style={{ fill: "transparent" }} {...box} /> : children}
        {box && <rect className={classes.ring} data-export="no" {...box} />}
      </g>
    </>
  );
}
