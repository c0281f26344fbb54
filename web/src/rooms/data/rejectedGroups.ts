import type { RejectedAnswer, RejectedRow } from "../../api/types";

export interface RejectedGroup {
  reason: string;
  count: number;
  /** One sentence for the whole group; null where its rows each say something of their own. */
  sentence: string | null;
  rows: RejectedRow[];
}

/** Rejected rows by reason, the most frequent first. The counts are of all rows, the rows only those that were sent. */
export function groupRejected({ by_reason, rows }: RejectedAnswer): RejectedGroup[] {
  return Object.entries(by_reason)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => {
      const own = rows.filter((row) => row.reason === reason);
      const sentences = new Set(own.map((row) => row.sentence));
      return { reason, count, sentence: sentences.size === 1 ? ([...sentences][0] ?? null) : null, rows: own };
    });
}
