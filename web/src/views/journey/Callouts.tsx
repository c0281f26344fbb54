import { useTranslation } from "react-i18next";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { monotone, type Point } from "./curve";
import { FEW, type Known } from "./known";
import { type Box, type CalloutRequest, type KeepOff, placeCallouts } from "./placeCallouts";

const MOST_CALLOUTS = 5;
const TELLING = 0.3;
const LONGEST_NAME = 190;

/** The highest peak and the deepest dips, ringed, each with its value, interval and n. */
export function Callouts({
  known,
  points,
  keepOff,
  frame,
  format,
}: {
  known: Known[];
  points: Point[];
  keepOff: KeepOff;
  frame: Box;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const telling = known
    .map((node, i) => ({ node, at: points[i] as Point, i }))
    .filter(
      ({ node, i }) => node.column.touchpoint.feeling_n >= FEW && Math.abs(node.value) >= TELLING && turns(known, i),
    )
    .sort((a, b) => Math.abs(b.node.value) - Math.abs(a.node.value))
    .slice(0, MOST_CALLOUTS)
    .map(({ node, at }) => ({
      node,
      at,
      first: `${fitted(node.column.touchpoint.name, LONGEST_NAME, 13, 600)} ${format.signed(node.value)}`,
      second: t("feeling.interval", {
        low: format.signed(node.low),
        high: format.signed(node.high),
        n: format.number(node.column.touchpoint.feeling_n),
      }),
    }));
  const requests = telling.map(
    ({ node, at, first, second }): CalloutRequest => ({
      id: node.column.touchpoint.id,
      x: at[0],
      y: at[1],
      width: Math.max(widthOf(first, 13, 600), widthOf(second, 12)),
      up: node.value >= 0,
    }),
  );
  const placed = placeCallouts(requests, keepOff, frame);
  return placed.map((callout) => {
    const shown = telling.find(({ node }) => node.column.touchpoint.id === callout.id);
    if (!shown) return null;
    const [x1, y1, x2, y2] = callout.leader;
    return (
      <g key={callout.id}>
        <circle
          cx={shown.at[0]}
          cy={shown.at[1]}
          r={10.5}
          style={{ fill: "none", stroke: "var(--ink)", strokeWidth: 1.75 }}
        />
        <line x1={x1} y1={y1} x2={x2} y2={y2} style={{ stroke: "var(--ink)", strokeWidth: 1 }} />
        <Text x={callout.x} y={callout.y} size={13} weight={600} anchor={callout.anchor}>
          {shown.first}
        </Text>
        <Text x={callout.x} y={callout.y + 17} anchor={callout.anchor} tone="ink-2">
          {shown.second}
        </Text>
      </g>
    );
  });
}

function turns(known: Known[], i: number): boolean {
  const [before, here, after] = [known[i - 1], known[i] as Known, known[i + 1]];
  const rises = !before || before.value <= here.value;
  const falls = !after || after.value <= here.value;
  return here.value >= 0
    ? rises && falls
    : (!before || before.value >= here.value) && (!after || after.value >= here.value);
}

/** The curve as many points, for labels to keep off it. */
export function sampled(points: Point[]): Point[] {
  return monotone(points).flatMap((segment, i) => {
    const [, y1, , y2, x, end] = segment.slice(1).split(" ").map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [x0, y0] = points[i] as Point;
    return Array.from({ length: 13 }, (_, k): Point => {
      const s = k / 12;
      const curve = (1 - s) ** 3 * y0 + 3 * s * (1 - s) ** 2 * y1 + 3 * s * s * (1 - s) * y2 + s ** 3 * end;
      return [x0 + (x - x0) * s, curve];
    });
  });
}
