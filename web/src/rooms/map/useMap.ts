import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { MAPS, mapQuery } from "../../api/queries";
import type { MapComparison, Status } from "../../api/types";
import { questionOf } from "../../ui/scope/question";
import type { ScopeSearch } from "../../ui/scope/search";
import { askedOf, type MapSearch } from "./search";

/** A map, and the part of the address that asked for it. */
export interface Drawn {
  shown: MapComparison;
  of: ScopeSearch;
}

/** The map that the address asks for, and the last one that was drawn, which stays while another is awaited or failed. */
export function useMap(search: MapSearch, status: Status, goBack: (to: ScopeSearch) => void) {
  const queries = useQueryClient();
  const map = useQuery(mapQuery(questionOf(search, status)));
  const [drawn, setDrawn] = useState<Drawn>();
  const [stopped, setStopped] = useState(false);
  if (map.data && map.data !== drawn?.shown) setDrawn({ shown: map.data, of: askedOf(search) });
  if (stopped && map.isFetching) setStopped(false);
  const stop = async () => {
    await queries.cancelQueries({ queryKey: MAPS });
    if (drawn && !map.data) goBack(drawn.of);
    else setStopped(true);
  };
  return {
    drawn,
    waiting: map.isFetching,
    error: map.error,
    /** Stopped before it was drawn: what is shown may not be what was asked. */
    stopped,
    stop: () => void stop(),
    again: () => void map.refetch(),
  };
}
