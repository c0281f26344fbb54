import type { CSSProperties } from "react";
import classes from "./Skeleton.module.css";

interface Props {
  width?: CSSProperties["width"];
  height?: CSSProperties["height"];
  className?: string;
}

/** A bar in the place and size of what comes; it breathes, nothing spins or jumps. */
export function Skeleton({ width = "100%", height = 12, className }: Props) {
  return (
    <span className={[classes.bar, className].filter(Boolean).join(" ")} style={{ width, height }} aria-hidden="true" />
  );
}
