export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LabelRequest {
  id: number;
  /** Centre and radius of the mark. */
  x: number;
  y: number;
  radius: number;
  width: number;
  /** Who is more telling is placed first. */
  weight: number;
  /** Where the path leaves the mark for: negative up, positive down, 0 level. It decides the better side. */
  leaves: number;
}

export type Anchor = "start" | "middle" | "end";

export interface Placed {
  id: number;
  /** Where the text is anchored, on its baseline. */
  x: number;
  y: number;
  anchor: Anchor;
}

const HEIGHT = 15;
/** From the top of the letters to the baseline. */
const ASCENT = 11.5;
const GAP = 4;
/** More labels than this find no room on any screen. */
const MOST = 120;

const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (box: Box, bounds: Box) =>
  box.x >= bounds.x &&
  box.y >= bounds.y &&
  box.x + box.width <= bounds.x + bounds.width &&
  box.y + box.height <= bounds.y + bounds.height;

function candidates({ x, y, radius, width, leaves }: LabelRequest): (Placed & { box: Box })[] {
  const above = y - radius - GAP - HEIGHT;
  const below = y + radius + GAP - 1;
  const middle = y - HEIGHT / 2;
  const at = (left: number, top: number, anchor: Anchor) => ({
    id: 0,
    x: anchor === "start" ? left : anchor === "end" ? left + width : left + width / 2,
    y: top + ASCENT,
    anchor,
    box: { x: left, y: top, width, height: HEIGHT },
  });
  const right = x - radius + 2;
  const left = x + radius - 2 - width;
  const centre = x - width / 2;
  // Above where the path goes down, below where it goes up: the label never meets the path.
  const [near, far] = leaves < 0 ? [below, above] : [above, below];
  return [
    at(right, near, "start"),
    at(centre, near, "middle"),
    at(left, near, "end"),
    at(right, far, "start"),
    at(centre, far, "middle"),
    at(left, far, "end"),
    at(x - radius - GAP - width, middle, "end"),
    at(x + radius + GAP, middle, "start"),
  ];
}

/**
 * Gives each label the first place beside its mark that is free of other labels and of all `obstacles` (marks, path,
 * rules with text) and inside `bounds`. A label without such a place is left out: the table below the picture has it.
 */
export function placeLabels(requests: LabelRequest[], obstacles: Box[], bounds: Box): Placed[] {
  const taken = [...obstacles];
  const placed: Placed[] = [];
  const telling = requests.toSorted((a, b) => b.weight - a.weight || a.id - b.id).slice(0, MOST);
  for (const request of telling) {
    const free = candidates(request).find(
      ({ box }) => within(box, bounds) && !taken.some((other) => overlaps(box, other)),
    );
    if (!free) continue;
    taken.push({ ...free.box, x: free.box.x - 3, width: free.box.width + 6 });
    placed.push({ id: request.id, x: free.x, y: free.y, anchor: free.anchor });
  }
  return placed.sort((a, b) => a.id - b.id);
}
