import type { ReactNode } from "react";
import type { Known } from "./known";

const QUIET = "var(--vol-1)";
const MIDDLE = "var(--vol-2)";
const STRONG = "var(--accent)";

const line = { fill: "none", strokeWidth: 2.5, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const COHORTS = [
  [1, 0.7, 0.5, 0.4, 0.3],
  [1, 0.6, 0.45, 0.35],
  [1, 0.75, 0.5],
  [1, 0.55],
];

/** Shares of each of the first steps; the last row is the end. */
const STEPS = [
  [1, 0.25, 0.3, 0.1, 0.15],
  [0.15, 0.8, 0.3, 0.45, 0.2],
  [0.05, 0.2, 0.6, 0.3, 0.3],
  [0.05, 0.2, 0.45, 0.7, 1],
];

/** What the answer looks like, on 120 by 60. */
const GLYPHS: Record<Known, ReactNode> = {
  funnel: (
    <>
      <path fill={MIDDLE} d="M0 4h26v48H0z" />
      <path fill={QUIET} d="M26 4h14v30H26z" />
      <path fill={MIDDLE} d="M40 4h26v30H40z" />
      <path fill={QUIET} d="M66 4h14v20H66z" />
      <path fill={STRONG} d="M80 4h38v20H80z" />
      <path fill="var(--loss)" d="M26 34v18c6-1 9-9 9-18zM66 24v10c4 0 7-4 7-10z" />
    </>
  ),
  paths: (
    <>
      <path fill={QUIET} d="M8 6c40 0 30 2 52 2v18C38 26 48 24 8 24zM8 26c40 0 30 16 52 16v10c-22 0-12-14-52-14z" />
      <path fill={QUIET} d="M68 8c20 0 22-4 44-4v12c-22 0-24 2-44 2zM68 20c20 0 22 10 44 10v8c-22 0-24-12-44-12z" />
      <path fill={MIDDLE} d="M0 6h8v32H0zM60 8h8v18h-8zM60 42h8v10h-8zM112 30h8v8h-8z" />
      <path fill={STRONG} d="M112 4h8v12h-8z" />
    </>
  ),
  transitions: (
    <>
      <path {...line} stroke={MIDDLE} d="M22 30 54 14M22 32l32 14M64 18v22M70 14l30 14M70 46l30-14" />
      <circle cx="14" cy="31" r="9" fill={MIDDLE} />
      <circle cx="62" cy="12" r="11" fill={STRONG} />
      <circle cx="62" cy="48" r="8" fill={MIDDLE} />
      <circle cx="106" cy="30" r="9" fill={MIDDLE} />
    </>
  ),
  retention: COHORTS.map((shares, row) =>
    shares.map((share, column) => (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes.
        key={`${row} ${column}`}
        x={column * 24}
        y={row * 15}
        width="22"
        height="13"
        rx="2"
        fill={column === 0 ? MIDDLE : STRONG}
        fillOpacity={column === 0 ? 1 : share}
      />
    )),
  ),
  step_matrix: STEPS.map((shares, row) =>
    shares.map((share, column) => (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes.
        key={`${row} ${column}`}
        x={column * 24}
        y={row * 15}
        width="22"
        height="13"
        rx="2"
        fill={row === STEPS.length - 1 ? MIDDLE : STRONG}
        fillOpacity={share}
      />
    )),
  ),
  attribution: (
    <>
      <path fill={QUIET} d="M0 2h70v10H0zM0 17h104v10H0zM0 32h48v10H0zM0 47h86v10H0z" />
      <path fill={MIDDLE} d="M0 2h52v10H0zM0 17h30v10H0zM0 32h40v10H0zM0 47h22v10H0z" />
      <path fill={STRONG} d="M78 1h3v12h-3zM92 16h3v12h-3zM56 31h3v12h-3zM60 46h3v12h-3z" />
    </>
  ),
  sessions: (
    <>
      <path {...line} stroke="var(--line-2)" d="M2 30h116" />
      <path fill={QUIET} d="M2 18h34v24H2zM58 18h18v24H58zM96 18h22v24H96z" />
      <path {...line} strokeWidth="4" stroke={MIDDLE} d="M10 26v8M18 26v8M66 26v8M104 26v8M111 26v8" />
      <path {...line} strokeWidth="4" stroke={STRONG} d="M29 26v8" />
    </>
  ),
  trends: (
    <>
      <path fill={QUIET} d="M84 20c10-6 20-8 34-10v26c-14-2-24-2-34-6z" />
      <path {...line} stroke={MIDDLE} d="m2 50 14-6 14 4 14-9 14 3 14-8 12 2 14-6 18 4" />
      <path {...line} stroke={STRONG} d="m2 34 14-10 14 6 14-12 14 8 14-10 12 9 14-9 12-12" />
      <circle cx="110" cy="4" r="3.5" fill={STRONG} />
    </>
  ),
};

export function Glyph({ name, className }: { name: string; className?: string | undefined }) {
  const drawn = (GLYPHS as Partial<Record<string, ReactNode>>)[name];
  return (
    <svg className={className} viewBox="0 0 120 60" aria-hidden="true" preserveAspectRatio="xMinYMid meet">
      {drawn}
    </svg>
  );
}
