import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerEvent } from "../../api/types";
import { channelIcon } from "../../ui/channelIcon";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { textWidth } from "../../ui/picture/textWidth";
import { feelingColour, shown } from "./feeling";
import { HEAD, layoutPath, type PathLayout } from "./layout";
import { MarkCard } from "./MarkCard";
import classes from "./PathPicture.module.css";

interface Props {
  events: CustomerEvent[];
  timezone: string;
  currency: string;
  label: string;
  /** Opens the event of this place in the table below. */
  onOpen: (event: number) => void;
}

const NARROWEST = 620;

/** One path through the channels in order of time, with what was felt on the way. */
export function PathPicture({ events, timezone, currency, label, onOpen }: Props) {
  const { t } = useTranslation("customers");
  const format = useFormat(timezone);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const drawing = useRef<SVGSVGElement>(null);
  const inner = Math.max(width, NARROWEST);

  const layout = useMemo(
    () =>
      layoutPath(events, timezone, inner, {
        mark: (name, same, others) => {
          const often = same > 1 ? `${name} ×${format.number(same)}` : name;
          return others > 0 ? t("path.others", { name: often, count: others, n: format.number(others) }) : often;
        },
        feeling: (valence) => format.signed(shown(valence)),
        width: (text, weight) => textWidth(text, 12.5, weight),
      }),
    [events, timezone, inner, format, t],
  );

  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(stop + step, 0), layout.marks.length - 1);
    setStop(next);
    drawing.current?.querySelector<SVGGElement>(`[data-mark="${next}"]`)?.focus();
  };
  const shownMark = active === null ? undefined : layout.marks[active];

  return (
    <div className={classes.picture}>
      <ul className={classes.gutter} style={{ paddingTop: HEAD }} aria-hidden="true">
        {layout.lanes.map((lane) => (
          <li key={lane} style={{ height: layout.laneHeight }}>
            <Icon name={channelIcon(lane)} size={18} />
            <span title={lane}>{lane || t("path.noChannel")}</span>
          </li>
        ))}
      </ul>
      <div className={classes.scroll} ref={ref}>
        <div className={classes.canvas} style={{ width: inner }}>
          {width > 0 && (
            <svg ref={drawing} width={inner} height={layout.height} className={classes.svg} onKeyDown={walk}>
              <title>{label}</title>
              <desc>{t("path.description")}</desc>
              <Ground layout={layout} width={inner} format={format} />
              <path d={layout.line} className={classes.way} />
              {layout.marks.map((mark) => (
                <g
                  key={mark.id}
                  role="button"
                  data-mark={mark.id}
                  tabIndex={mark.id === stop ? 0 : -1}
                  className={classes.mark}
                  aria-label={`${mark.text}, ${layout.lanes[mark.lane] || t("path.noChannel")}, ${format.dateTime(events[mark.events[0] ?? 0]?.time ?? "")}${mark.feeling ? `, ${t("event.feeling")} ${mark.feeling}` : ""}`}
                  onPointerEnter={() => setActive(mark.id)}
                  onPointerLeave={() => setActive(null)}
                  onFocus={() => {
                    setActive(mark.id);
                    setStop(mark.id);
                  }}
                  onBlur={() => setActive(null)}
                  onClick={() => onOpen(mark.events[0] ?? 0)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" || event.key === " ") {
                      event.preventDefault();
                      onOpen(mark.events[0] ?? 0);
                    }
                  }}
                >
                  <circle cx={mark.x} cy={mark.y} r={14} className={classes.reach} />
                  <circle
                    cx={mark.x}
                    cy={mark.y}
                    r={mark.radius}
                    fill={feelingColour(mark.valence)}
                    className={classes.dot}
                  />
                </g>
              ))}
              {layout.labels.map(({ id, x, y, anchor }) => {
                const mark = layout.marks[id];
                if (!mark) return null;
                return (
                  <text key={id} x={x} y={y} textAnchor={anchor} className={classes.label}>
                    <tspan>{mark.text}</tspan>
                    {mark.feeling && (
                      <tspan dx={5} fontWeight={600} style={{ fill: feelingColour(mark.valence) }}>
                        {mark.feeling}
                      </tspan>
                    )}
                  </text>
                );
              })}
            </svg>
          )}
          {shownMark && (
            <MarkCard
              mark={shownMark}
              events={events}
              format={format}
              currency={currency}
              right={shownMark.x > inner / 2}
            />
          )}
        </div>
      </div>
    </div>
  );
}

interface GroundProps {
  layout: PathLayout;
  width: number;
  format: ReturnType<typeof useFormat>;
}

/** What lies under the path: stages, the calendar, the lanes, and the silences that were shortened. */
function Ground({ layout, width, format }: GroundProps) {
  const { stages, ticks, breaks, lanes, laneHeight, height } = layout;
  const words = { hour: format.hour, day: format.weekday, month: format.monthYear, year: format.year };
  const free = ticks.filter(({ x }) => breaks.every((gap) => x < gap.x - 8 || x > gap.x + gap.width - 4));
  return (
    <g aria-hidden="true">
      {stages.map(({ name, from, to, label }, index) => (
        <g key={`${name}${from}`}>
          {index % 2 === 0 && (
            <rect
              x={from}
              y={0}
              width={to - from}
              height={height}
              rx={Math.min(10, (to - from) / 2)}
              className={classes.tint}
            />
          )}
          {label && (
            <text x={label.x} y={20} textAnchor={label.anchor} className={classes.stage}>
              {name}
            </text>
          )}
        </g>
      ))}
      {free.map(({ x, time, unit }) => (
        <g key={time}>
          <line x1={x} x2={x} y1={36} y2={height} className={classes.rule} />
          {x < width - 64 && (
            <text x={x + 6} y={46} className={classes.tick}>
              {words[unit](new Date(time).toISOString())}
            </text>
          )}
        </g>
      ))}
      {breaks.map(({ x, width: gap, from, to }) => (
        <g key={from}>
          <path d={`M${x + 16} 42H${x + gap - 16}`} className={classes.silence} />
          <text x={x + gap / 2} y={34} textAnchor="middle" className={classes.tick}>
            {format.duration((to - from) / 1000)}
          </text>
        </g>
      ))}
      {lanes.map((lane, index) => (
        <line
          key={lane}
          x1={0}
          x2={width}
          y1={HEAD + index * laneHeight}
          y2={HEAD + index * laneHeight}
          className={classes.rule}
        />
      ))}
    </g>
  );
}
