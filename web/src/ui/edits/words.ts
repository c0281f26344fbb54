const TEXT = "“(.*)”";

/** The sentences in which the server tells a version, each with the names it holds. */
const SENTENCES = {
  moved: `moved ${TEXT} to ${TEXT}`,
  unplaced: `moved ${TEXT} off the stages`,
  renamed: `renamed ${TEXT} to ${TEXT}`,
  stageAdded: `added the stage ${TEXT}`,
  touchpointAdded: `added the touchpoint ${TEXT}`,
  rule: `changed the rule of ${TEXT}`,
  touch: `set the marketing touch ${TEXT}`,
  noTouch: `removed the marketing touch ${TEXT}`,
  dimension: `set the dimension ${TEXT}`,
  noDimension: `removed the dimension ${TEXT}`,
  stageRemoved: `removed the stage ${TEXT}`,
  stageMoved: `moved the stage ${TEXT}`,
  merged: `merged ${TEXT} into ${TEXT}`,
  placed: `placed ${TEXT} in ${TEXT}`,
  takenOut: `placed ${TEXT}`,
  removed: `removed ${TEXT}`,
  acceptedAll: "accepted all proposals",
  accepted: `accepted ${TEXT}`,
  outcome: `set the outcome to ${TEXT}`,
  noOutcome: "removed the outcome",
  model: "changed the stage model to (.*)",
  noTitle: "set the title to “”",
  title: `set the title to ${TEXT}`,
  horizon: "set the horizon to (.*)",
  imported: "imported definitions",
  proposed: "proposed touchpoints and stages",
  restored: "restored version (\\d+)",
} as const;

export type Told = keyof typeof SENTENCES;

const PATTERNS = Object.entries(SENTENCES).map(
  ([key, sentence]) => [key as Told, RegExp(`^${sentence}$`, "s")] as const,
);

export interface Words {
  key: Told;
  name: string;
  target: string;
}

/** What a version changed, in pieces that every language can arrange; null for words that are none of the server's. */
export function wordsOf(what: string): Words | null {
  for (const [key, pattern] of PATTERNS) {
    const found = pattern.exec(what);
    if (found) return { key, name: (found[1] ?? "").replaceAll("”, “", ", "), target: found[2] ?? "" };
  }
  return null;
}
