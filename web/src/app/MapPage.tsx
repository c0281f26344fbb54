import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { statusQuery } from "../api/queries";
import { FirstRun } from "../rooms/data/FirstRun";
import { Trouble } from "../ui/Trouble";

const MapRoom = lazy(() => import("../rooms/map/MapRoom").then(({ MapRoom: room }) => ({ default: room })));

/** The map, or the first run where there is nothing to draw yet. */
export function MapPage() {
  const status = useQuery(statusQuery);
  if (status.error) return <Trouble error={status.error} retry={() => void status.refetch()} />;
  if (status.data?.events === 0) return <FirstRun />;
  return <MapRoom />;
}
