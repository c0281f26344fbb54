/** A line through zero for differences: one scale for all of them, as far to either side. */
export interface ZeroScale {
  x: (value: number) => number;
  most: number;
}

export function zeroScale(values: (number | null)[], left: number, right: number): ZeroScale {
  const most = values.reduce<number>((sum, value) => Math.max(sum, Math.abs(value ?? 0)), 0) || 1;
  const [middle, half] = [(left + right) / 2, (right - left) / 2];
  return { x: (value) => middle + (value / most) * half, most };
}
