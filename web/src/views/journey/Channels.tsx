import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { channelIcon } from "../../ui/channelIcon";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { fitted } from "../../ui/picture/text";
import type { Geometry } from "./geometry";
import { NARROW_STAGE } from "./measures";
import { Glyph } from "./parts";
import { Sticky } from "./scrolling";

const MOST_CHANNELS = 3;
const LONGEST_BAR = 320;
/** With less room the icon stands for the name. */
const LEAST_NAME = 28;

/** Lane 4: the channels of each stage, by share of its events. */
export function Channels({
  geometry,
  scroller,
  format,
}: {
  geometry: Geometry;
  scroller: RefObject<HTMLElement | null>;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const top = geometry.lanes.channels.y + geometry.caption + 14;
  return geometry.strips.map((strip) => {
    const width = Math.min(strip.width, geometry.sight);
    const [left, right] = [strip.x + 12, strip.x + width - 12];
    const narrow = strip.width < NARROW_STAGE;
    const nameWidth = narrow ? Math.max(0, right - left - 64) : Math.min(72, (right - left) * 0.34);
    const from = left + 24 + nameWidth + 6;
    const bar = { from, to: Math.min(from + LONGEST_BAR, right - 44) };
    const figure = Math.min(right, bar.to + 44);
    return (
      <Sticky
        key={strip.stage.id}
        scroller={scroller}
        from={strip.x - geometry.gutter}
        most={strip.x + strip.width - 12 - (narrow ? right : figure)}
      >
        {strip.stage.channels.slice(0, MOST_CHANNELS).map((channel, row) => {
          const name = channel.name || t("noChannel");
          return (
            <g key={channel.name}>
              <title>{`${name}: ${format.number(channel.events)}`}</title>
              <Glyph name={channelIcon(channel.name)} x={left} y={top + row * 24 + 1} size={15} />
              <Text x={left + 24} y={top + row * 24 + 13}>
                {nameWidth < LEAST_NAME ? "" : fitted(name, nameWidth, 12)}
              </Text>
              {!narrow && (
                <rect
                  x={bar.from}
                  y={top + row * 24 + 6}
                  width={Math.max(1.5, (bar.to - bar.from) * channel.share)}
                  height={6}
                  rx={3}
                  style={{ fill: "var(--vol-2)" }}
                />
              )}
              <Text x={narrow ? right : figure} y={top + row * 24 + 13} anchor="end" weight={500}>
                {format.percent(channel.share)}
              </Text>
            </g>
          );
        })}
      </Sticky>
    );
  });
}
