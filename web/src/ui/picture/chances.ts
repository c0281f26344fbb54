/** Numbers of 0 to 1 that are the same in every run, for tests that try many cases. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
