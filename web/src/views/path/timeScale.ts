/** A long silence must not squeeze all that happened into a corner: at most this share of the width for one. */
const LONGEST_SILENCE = 0.22;
const MOST_BREAKS = 3;

export interface Break {
  /** Milliseconds at which the silence begins and ends. */
  from: number;
  to: number;
}

export interface TimeScale {
  x: (time: number) => number;
  /** Silences drawn shorter than they were, in order of time. */
  breaks: Break[];
  from: number;
  to: number;
}

interface Gap {
  from: number;
  to: number;
  drawn: number;
}

/**
 * Places moments on a line from `left` to `right`. Linear in time, except that up to three silences that would each
 * take more than 22 % of the width are drawn with exactly that share, and reported as breaks.
 */
export function timeScale(times: number[], left: number, right: number): TimeScale {
  const moments = [...new Set(times)].sort((a, b) => a - b);
  const from = moments[0] ?? 0;
  const to = moments.at(-1) ?? from;
  if (moments.length < 2) return { x: () => (left + right) / 2, breaks: [], from, to };

  const gaps = moments.slice(1).map((end, index): Gap => {
    const start = moments[index] as number;
    return { from: start, to: end, drawn: end - start };
  });
  const shortened = moments.length < 4 ? new Set<Gap>() : shorten(gaps);
  const total = gaps.reduce((sum, { drawn }) => sum + drawn, 0);
  const perUnit = (right - left) / total;

  const x = (time: number) => {
    let place = left;
    for (const gap of gaps) {
      if (time >= gap.to) {
        place += gap.drawn * perUnit;
        continue;
      }
      if (time <= gap.from) break;
      return place + ((time - gap.from) / (gap.to - gap.from)) * gap.drawn * perUnit;
    }
    return place;
  };
  return { x, breaks: gaps.filter((gap) => shortened.has(gap)), from, to };
}

/** Shortens the longest gaps in place: with k of them, each x = share * (rest + k x). */
function shorten(gaps: Gap[]): Set<Gap> {
  const longest = gaps.toSorted((a, b) => b.drawn - a.drawn);
  const total = gaps.reduce((sum, { drawn }) => sum + drawn, 0);
  for (let k = 0; k <= MOST_BREAKS && k < gaps.length; k++) {
    const rest = total - longest.slice(0, k).reduce((sum, { drawn }) => sum + drawn, 0);
    const drawn = (LONGEST_SILENCE * rest) / (1 - LONGEST_SILENCE * k);
    const next = longest[k] as Gap;
    if (next.drawn > drawn && k < MOST_BREAKS) continue;
    const cut = new Set(longest.slice(0, k));
    for (const gap of cut) gap.drawn = drawn;
    return cut;
  }
  return new Set();
}
