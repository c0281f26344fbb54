import type { Definitions, MapAnswer, Match } from "../../api/types";

export interface OutcomeChoice {
  id: string;
  name: string;
  customers: number;
  match: Match[];
}

/** What can be the outcome: any event name, and any touchpoint as a whole; the most frequent first. */
export function outcomesOf(answer: MapAnswer, { touchpoints }: Definitions) {
  const matches = new Map(touchpoints.map(({ id, match }) => [id, match]));
  const drawn = answer.stages.flatMap((stage) => stage.touchpoints);
  const kinds = [...drawn.flatMap(({ kinds: own }) => own), ...answer.unplaced];
  const events = new Map<string, OutcomeChoice>();
  for (const { name, customers } of kinds) {
    // Of the same customers on several channels the largest count is a floor that never says too much.
    const known = events.get(name)?.customers ?? 0;
    events.set(name, { id: `event ${name}`, name, customers: Math.max(known, customers), match: [{ name }] });
  }
  const places = drawn.flatMap(({ id, name, customers }): OutcomeChoice[] => {
    const match = matches.get(id);
    return match && match.length > 0 ? [{ id: `touchpoint ${id}`, name, customers, match }] : [];
  });
  return { events: [...events.values()].sort((a, b) => b.customers - a.customers), places };
}
