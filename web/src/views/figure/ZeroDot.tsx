import type { ZeroScale } from "./zero";

interface Props {
  scale: ZeroScale;
  y: number;
  difference: number;
  low: number | null;
  high: number | null;
  /** Whether it really differs, where that was tested; else by the interval. */
  differs?: boolean | undefined;
}

/** A difference with its interval; hollow where it may be chance. */
export function ZeroDot({ scale, y, difference, low, high, differs }: Props) {
  const sure = differs ?? (low === null || high === null || low > 0 || high < 0);
  return (
    <>
      {low !== null && high !== null && (
        <path
          d={`M${scale.x(low)} ${y}H${scale.x(high)}`}
          style={{ stroke: "var(--ink-3)", strokeWidth: 2, strokeLinecap: "round" }}
        />
      )}
      <circle
        cx={scale.x(difference)}
        cy={y}
        r={4.5}
        style={{ fill: sure ? "var(--ink)" : "var(--page)", stroke: "var(--ink)", strokeWidth: 1.6 }}
      />
    </>
  );
}
