export interface Bin {
  from: number;
  /** Not included; none: as far as there are any. */
  to: number | null;
  sessions: number;
}

export interface Place {
  name: string | null;
  begins: number;
  begins_share: number | null;
  begins_low: number | null;
  begins_high: number | null;
  ends: number;
  ends_share: number | null;
  ends_low: number | null;
  ends_high: number | null;
}

export interface Sessions {
  n: number;
  sessions: number;
  per_customer: number | null;
  session_events: { mean: number | null; median: number | null; bins?: Bin[] };
  session_time: { mean_s: number | null; median_s: number | null; bins?: Bin[] };
  bounce: { sessions: number; share: number | null; low: number | null; high: number | null };
  places: Place[];
}

/** Where in its bins a value lies, as a place between the bars: 2.5 is the middle of the third. */
export function placeIn(bins: Bin[], value: number): number | null {
  const index = bins.findIndex(({ from, to }) => value >= from && (to === null || value < to));
  const bin = bins[index];
  if (!bin) return null;
  return index + (bin.to === null || bin.to - bin.from <= 1 ? 0.5 : (value - bin.from) / (bin.to - bin.from));
}
