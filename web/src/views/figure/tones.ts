/** Tones that tell series apart, each also named at its end; those near blue and orange, which mean feeling, come last. */
const TONES = ["--vol-3", "--cat-purple", "--cat-yellow", "--cat-black", "--cat-sky", "--cat-vermilion"];

/** A tone for each of a few series; those beyond are grey, and told apart by where they are. */
export const toneOf = (place: number) => TONES[place] ?? "--ink-3";
export const MOST_TONES = TONES.length;
