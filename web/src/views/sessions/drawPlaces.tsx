import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { pickOf, type Variant } from "../figure/answers";
import type { Drawing, Mark } from "../figure/marks";
import { Spot } from "../figure/Spot";
import type { Words } from "../figure/words";
import type { Place } from "./model";

const ROW = 30;
const BAR = 16;
const HEAD = 34;
const MOST = 24;
const NARROW = 560;

/** Where sessions begin, to the left, and where they end, to the right: one scale for both. */
export function drawPlaces(places: Place[], width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const { t, format } = words;
  const shown = places.slice(0, MOST);
  const narrow = width < NARROW;
  const names = narrow
    ? 0
    : Math.min(220, width * 0.24, Math.max(0, ...shown.map(({ name }) => widthOf(name ?? "", 13))) + 28);
  const figure = 58;
  const half = (width - names) / 2 - figure;
  const most = Math.max(0.001, ...shown.flatMap(({ begins_high, ends_high }) => [begins_high ?? 0, ends_high ?? 0]));
  const pitch = narrow ? 48 : ROW;
  const [left, right] = [(width - names) / 2, (width + names) / 2];
  const sideOf = (place: Place, side: "begins" | "ends", y: number) => {
    const [share, low, high] = [place[`${side}_share`] ?? 0, place[`${side}_low`], place[`${side}_high`]];
    const way = side === "begins" ? -1 : 1;
    const root = side === "begins" ? left : right;
    const at = (value: number) => root + way * (value / most) * half;
    const name = place.name ?? t("room.cell.none");
    const mark: Mark = {
      id: `${side}/${JSON.stringify(place.name)}`,
      x: (root + at(share)) / 2,
      y: y + BAR / 2,
      title: t(side === "begins" ? "pictures.sessions.beginAt" : "pictures.sessions.endAt", { name }),
      lines: [
        [t("pictures.sessions.sessions"), format.number(place[side])],
        ["", words.sure({ share: place[`${side}_share`], low, high })],
      ],
      pick: place[side] > 0 ? pickOf({ name: place.name }, side, of) : undefined,
    };
    return { side, share, low, high, root, at, mark, way };
  };
  const rows = shown.map((place, index) => {
    const y = HEAD + index * pitch + (narrow ? 22 : 0);
    return { place, y, sides: [sideOf(place, "begins", y), sideOf(place, "ends", y)] };
  });
  const more = places.length - shown.length;
  return {
    width,
    height: HEAD + rows.length * pitch + (more > 0 ? 26 : 4),
    marks: rows.flatMap(({ sides }) => sides.map(({ mark }) => mark)),
    paint: () => (
      <>
        <Text x={left - 4} y={16} size={13} weight={600} anchor="end">
          {t("pictures.sessions.begin")}
        </Text>
        <Text x={right + 4} y={16} size={13} weight={600}>
          {t("pictures.sessions.end")}
        </Text>
        {rows.map(({ place, y, sides }) => (
          <g key={JSON.stringify(place.name)}>
            <Text x={narrow ? 0 : width / 2} y={narrow ? y - 6 : y + 13} size={13} anchor={narrow ? "start" : "middle"}>
              {fitted(place.name ?? t("room.cell.none"), narrow ? width : names - 16, 13)}
            </Text>
            {sides.map(({ side, share, low, high, root, at, mark, way }) => (
              <Spot
                key={side}
                mark={mark}
                ring={{ x: Math.min(root, at(share)), y, width: Math.abs(at(share) - root), height: BAR }}
              >
                <rect
                  x={Math.min(root, root + way * (half + figure))}
                  y={y - 4}
                  width={half + figure}
                  height={BAR + 8}
                  style={{ fill: "transparent" }}
                />
                <rect
                  x={Math.min(root, at(share))}
                  y={y}
                  width={Math.abs(at(share) - root)}
                  height={BAR}
                  style={{ fill: side === "begins" ? "var(--vol-2)" : "var(--loss)" }}
                />
                {low !== null && high !== null && Math.abs(at(high) - at(low)) >= 3 && (
                  <path
                    d={`M${at(low)} ${y + BAR / 2}H${at(high)}M${at(low)} ${y + 5}v6M${at(high)} ${y + 5}v6`}
                    style={{ fill: "none", stroke: "var(--ink)", strokeWidth: 1.2 }}
                  />
                )}
                <Text
                  x={at(Math.max(high ?? share, share)) + way * 8}
                  y={y + 13}
                  anchor={way < 0 ? "end" : "start"}
                  tone="ink-2"
                >
                  {words.share(share)}
                </Text>
              </Spot>
            ))}
          </g>
        ))}
        {more > 0 && (
          <Text x={0} y={HEAD + rows.length * pitch + 16} tone="ink-2">
            {t("pictures.more", { n: format.number(more) })}
          </Text>
        )}
      </>
    ),
  };
}
