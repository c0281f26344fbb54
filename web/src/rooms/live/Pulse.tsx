import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { perSecond, SECONDS } from "./arrivals";
import classes from "./Pulse.module.css";

const HEIGHT = 88;
const WIDTH = 10;

/** How many events came in each second of the last minute. */
export function Pulse({ counts }: { counts: Map<number, number> }) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const [opened] = useState(() => Date.now());
  const [now, setNow] = useState(opened);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const bars = perSecond(counts, now);
  const most = Math.max(...bars, 1);
  const total = bars.reduce((sum, count) => sum + count, 0);
  const watched = Math.min(SECONDS, Math.max(1, Math.floor((now - opened) / 1000)));
  return (
    <figure className={classes.pulse}>
      <figcaption>
        <b>{format.number(total / watched, total < 10 * watched ? 1 : 0)}</b>{" "}
        {t("pulse.rate", { duration: format.duration(watched) })}
        <span>{t("pulse.total", { count: total, n: format.number(total) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${SECONDS * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img">
        <title>{t("pulse.title", { n: format.number(total), most: format.number(Math.max(...bars)) })}</title>
        <line x1="0" y1={HEIGHT - 0.5} x2={SECONDS * WIDTH} y2={HEIGHT - 0.5} className={classes.ground} />
        {bars.map((count, at) => {
          const height = count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 6));
          // A second has its place, whatever came in it.
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the second
              key={at}
              x={at * WIDTH + 1.5}
              width={WIDTH - 3}
              y={HEIGHT - height}
              height={height}
              rx="1.5"
              className={classes.bar}
            />
          );
        })}
      </svg>
    </figure>
  );
}
