import type { MapComparison } from "../../api/types";
import type { Format } from "../../ui/format";

export interface Sentence {
  key: "noOutcome" | "outcome" | "fall" | "compared" | "comparedNobody";
  values: Record<string, string>;
  /** Customers the sentence counts, for its plural. */
  count?: number;
}

/** Small shares keep one digit, so that 1.4 % and 0.6 % do not both read as 1 %. */
const digitsOf = (share: number) => (share < 0.1 ? 1 : 0);

function shareWords({ share, low, high }: { share: number; low: number; high: number }, format: Format) {
  const digits = digitsOf(share);
  return {
    share: format.percent(share, digits),
    low: format.decimal(low * 100, digits),
    high: format.decimal(high * 100, digits),
  };
}

/** The answer in plain words, one after the other: what is reached, where most are lost, how the other map differs. */
export function sentencesOf({ answer, compare }: MapComparison, compareName: string, format: Format): Sentence[] {
  const { outcome, fall } = answer;
  const sentences: Sentence[] = [
    outcome && outcome.share !== null
      ? { key: "outcome", values: { ...shareWords(outcome, format), outcome: outcome.name } }
      : { key: "noOutcome", values: {} },
  ];
  if (compare) {
    const values = { with: compareName };
    if (compare.journeys === 0) sentences.push({ key: "comparedNobody", values });
    else if (outcome && compare.outcome && compare.outcome.share !== null)
      sentences.push({ key: "compared", values: { ...values, ...shareWords(compare.outcome, format) } });
  }
  if (fall && fall.left > 0)
    sentences.push({
      key: "fall",
      values: { name: fall.name, n: format.number(fall.left), share: format.percent(fall.left_share) },
      count: fall.left,
    });
  return sentences;
}
