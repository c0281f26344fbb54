import classes from "./Card.module.css";
import type { Mark } from "./marks";

interface Props {
  mark: Mark;
  width: number;
  height: number;
  /** What a click does. */
  hint: string | undefined;
}

const GAP = 14;
const MOST = 360;

/** What a mark says. Screen readers hear the same from the mark itself. */
export function Card({ mark: { x, y, title, lines }, width, height, hint }: Props) {
  const right = x + GAP + MOST > width && x > width / 2;
  const side = right ? { right: Math.min(width - x + GAP, width - 40) } : { left: Math.max(x + GAP, 0) };
  const below = y < height * 0.6;
  const room = Math.max(Math.min(MOST, right ? x - GAP : width - x - GAP), 180);
  return (
    <div
      className={classes.card}
      aria-hidden="true"
      style={{ ...side, ...(below ? { top: Math.max(y - 8, 0) } : { bottom: height - y - 8 }), maxWidth: room }}
    >
      <b>{title}</b>
      {lines.length > 0 && (
        <dl>
          {lines.map(([name, value]) => (
            <div key={`${name} ${value}`}>
              {name && <dt>{name}</dt>}
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {hint && <i>{hint}</i>}
    </div>
  );
}
