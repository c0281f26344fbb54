import { curveMonotoneX, line } from "d3-shape";
import { feelingColour } from "./feeling";
import classes from "./Spark.module.css";

interface Props {
  feelings: { time: string; valence: number }[];
  label: string;
}

const WIDTH = 132;
const HEIGHT = 28;
const ZERO = HEIGHT / 2;

/** The feeling in small: a monotone curve about its zero line, blue above and orange below. */
export function Spark({ feelings, label }: Props) {
  const times = feelings.map(({ time }) => Date.parse(time));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const points = feelings.map(({ valence }, index): [number, number] => [
    to > from ? 4 + (((times[index] as number) - from) / (to - from)) * (WIDTH - 8) : WIDTH / 2,
    ZERO - valence * (ZERO - 3),
  ]);
  const curve = line().curve(curveMonotoneX)(points) ?? "";
  const last = points.at(-1);
  return (
    <svg width={WIDTH} height={HEIGHT} className={classes.spark} role="img" aria-label={label}>
      <line x1={0} x2={WIDTH} y1={ZERO} y2={ZERO} className={classes.zero} />
      {/* Two windows on one curve; nested pictures cut without ids, which would clash on a page with several. */}
      <svg width={WIDTH} height={ZERO}>
        <path d={curve} className={classes.good} />
      </svg>
      <svg y={ZERO} width={WIDTH} height={ZERO} viewBox={`0 ${ZERO} ${WIDTH} ${ZERO}`}>
        <path d={curve} className={classes.bad} />
      </svg>
      {last && (
        <circle
          cx={last[0]}
          cy={last[1]}
          r={4}
          fill={feelingColour(feelings.at(-1)?.valence ?? null)}
          className={classes.now}
        />
      )}
    </svg>
  );
}
