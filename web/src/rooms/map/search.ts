/** What the map's URL holds: internal ids only. */
export type MapSearch = Record<string, never>;

export function parseMapSearch(_search: Record<string, unknown>): MapSearch {
  return {};
}
