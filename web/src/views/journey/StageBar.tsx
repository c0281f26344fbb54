import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "../../ui/format";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import type { Geometry } from "./geometry";
import classes from "./Picture.module.css";
import { Alongside, Sticky, useLeftAbove } from "./scrolling";

const HEIGHT = 36;

/** The names of the stages once more, at the page's top edge while their head is scrolled out of sight. */
export function StageBar({
  geometry,
  scroller,
  format,
}: {
  geometry: Geometry;
  scroller: RefObject<HTMLElement | null>;
  format: Format;
}) {
  const { t } = useTranslation("journey");
  const head = useRef<HTMLDivElement>(null);
  const shown = useLeftAbove(head);
  return (
    <>
      <div ref={head} className={classes.head} style={{ height: (geometry.caption + 34) * geometry.scale }} />
      <div className={classes.stick} aria-hidden="true">
        {shown && (
          <svg className={classes.bar} width="100%" height={HEIGHT * geometry.scale}>
            <title>{t("lane.stages")}</title>
            <g transform={`scale(${geometry.scale})`}>
              <Alongside scroller={scroller}>
                {geometry.strips.map(({ stage, index, x, width }) => {
                  const count = format.compact(stage.customers);
                  const name = fitted(stage.name, width - 20, 13, 600);
                  const [named, figured] = [widthOf(name, 13, 600), widthOf(count, 12) + 12];
                  const counted = named + figured + 24 <= width;
                  return (
                    <g key={stage.id}>
                      {index % 2 === 0 && (
                        <rect x={x} y={0} width={width} height={HEIGHT} style={{ fill: "var(--stage-tint)" }} />
                      )}
                      <Sticky
                        scroller={scroller}
                        from={x - geometry.gutter}
                        most={Math.max(0, width - named - 24 - (counted ? figured : 0))}
                      >
                        <Text x={x + 12} y={23} size={13} weight={600}>
                          {name}
                        </Text>
                      </Sticky>
                      {counted && (
                        <Text x={x + width - 12} y={23} anchor="end" tone="ink-2">
                          {count}
                        </Text>
                      )}
                    </g>
                  );
                })}
              </Alongside>
              <rect x={0} y={0} width={geometry.gutter} height={HEIGHT} style={{ fill: "var(--page)" }} />
              {geometry.gutter > 0 && (
                <Text x={12} y={23} size={13} weight={600}>
                  {t("lane.stages")}
                </Text>
              )}
            </g>
          </svg>
        )}
      </div>
    </>
  );
}
