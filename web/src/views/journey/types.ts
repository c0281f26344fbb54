import type { MapAnswer } from "../../api/types";
import type { Lane, Mode } from "./geometry";

export interface Target {
  kind: "touchpoint" | "stage";
  id: string;
}

/** Where something was put: `before` is the touchpoint that follows it, null at the stage's end. */
export interface Drop {
  stage: string;
  before: string | null;
}

export interface PictureProps {
  answer: MapAnswer;
  compare: MapAnswer | null;
  /** Of whom the map is, for its exports. */
  audienceName?: string | null;
  /** What the other map is of: an audience, a period. */
  compareName?: string | null;
  width: number;
  mode: Mode;
  folded: ReadonlySet<Lane>;
  hovered: string | null;
  selected: Target | null;
  onHover: (touchpoint: string | null) => void;
  onSelect: (target: Target, box: DOMRect) => void;
  onMove: (touchpoint: string, drop: Drop) => void;
  onPlace: (kindCode: number, drop: Drop) => void;
  onFold: (lane: Lane) => void;
  onAddStage: (before: string | null) => void;
  onRename: (target: Target, name: string) => void;
  currency: string;
  /** The last good picture while a newer one could not be had. */
  stale: boolean;
}

/** What is being carried: a touchpoint's card or a kind of the tray. */
export type Load = { kind: "touchpoint"; id: string; name: string } | { kind: "kind"; code: number; name: string };
