import type { ExploreScope, Parameters, Question } from "../../../api/explore";
import type { Status } from "../../../api/types";
import { questionOf } from "../../../ui/scope/question";
import type { ExploreSearch } from "../search";

/** What the address asks, as the server takes it. The filter over events holds on both sides of a comparison. */
export function asked(search: ExploreSearch, parameters: Parameters, status: Status): Question & Parameters {
  const { compare, ...scope } = questionOf(search, status);
  const filter = search.where === undefined ? {} : { where: search.where };
  return {
    ...parameters,
    ...scope,
    ...filter,
    ...(compare ? { compare: { ...compare, ...filter } } : search.group !== undefined && { breakdown: search.group }),
  };
}

/** The same question of one side alone, as the customers behind a cell are asked for. */
export function sideOf(question: Question & Parameters, compared: boolean): ExploreScope & Parameters {
  const { compare, audience, period, where, ...rest } = question;
  const scope = compared ? compare : { audience, period, where };
  return { ...rest, ...Object.fromEntries(Object.entries(scope ?? {}).filter(([, value]) => value !== undefined)) };
}
