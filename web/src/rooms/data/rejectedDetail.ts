import type { RejectedRow, Said } from "../../api/types";

/** What is known of a row beyond the reason that heads its group; null where that is all. */
export function detailOf({ reason, sentence, said }: RejectedRow): { sentence: string; said: Said } | null {
  if (!said?.length) return { sentence, said: [] };
  const [head, ...more] = said;
  if (head?.code !== `row.${reason}`) return { sentence, said };
  return more.length > 0 ? { sentence, said: more } : null;
}
