/** Feeling is stored as valence in [-1, 1] and always shown on -2 to +2. */
export const shown = (valence: number) => valence * 2;

/** Blue is good, orange is bad, the stronger the deeper; grey where nothing is known or nothing was felt. */
export function feelingColour(valence: number | null): string {
  if (valence === null || valence === 0) return "var(--neu)";
  if (valence < 0) return valence <= -0.5 ? "var(--neg-2)" : "var(--neg-1)";
  return valence >= 0.5 ? "var(--pos-2)" : "var(--pos-1)";
}
