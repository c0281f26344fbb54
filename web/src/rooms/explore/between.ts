/** Between which steps of a funnel an exclusion counts: their numbers, from 1; the last is none. */
export interface Span {
  after: number;
  before: number | null;
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : undefined);

/** The span of an exclusion as it is given; a bare one counts between the first step and the last. */
export function spanOf(item: unknown): Span {
  const { after, before } = (typeof item === "object" && item !== null ? item : {}) as Record<string, unknown>;
  return { after: numberOf(after) ?? 1, before: numberOf(before) ?? null };
}

/** An exclusion with another span. One between the first step and the last says none. */
export function spanned(item: unknown, within: string, { after, before }: Span): unknown {
  const inner = typeof item === "object" && item !== null && within in item ? item : { [within]: item };
  const { after: _, before: __, ...rest } = inner as Record<string, unknown>;
  return { ...rest, ...(after > 1 && { after }), ...(before !== null && { before }) };
}

/** The span where there are so many steps: what lies beyond them is at their end. */
export function fitting({ after, before }: Span, steps: number): Span {
  const from = Math.min(after, Math.max(steps - 1, 1));
  return { after: from, before: before !== null && before < steps && before > from ? before : null };
}

/** "2–4" of an exclusion that does not count all the way; the end "…" is the last step. */
export function spanText(item: unknown): string {
  const { after, before } = spanOf(item);
  return after === 1 && before === null ? "" : `${after}–${before ?? "…"}`;
}
