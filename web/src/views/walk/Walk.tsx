import { useElementSize } from "@mantine/hooks";
import classes from "./Walk.module.css";
import { walkPath } from "./walkPath";

interface Props {
  /** How much of the way is walked, 0 to 1; the rest stays dotted and hollow. */
  walked?: number;
  className?: string | undefined;
}

/** The path still to be walked: the product's curve. As work goes on, the dots become a line and the stops fill. */
export function Walk({ walked = 0, className }: Props) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { line, area, stops } = walkPath(width, height);
  return (
    <div ref={ref} className={[classes.walk, className].filter(Boolean).join(" ")} aria-hidden="true">
      {width > 0 && (
        <svg width={width} height={height}>
          <path d={area} className={classes.ground} />
          <path d={line} className={classes.way} />
          {walked > 0 && (
            <path d={line} className={classes.walked} pathLength={1} strokeDasharray={`${Math.min(walked, 1)} 1`} />
          )}
          {stops.map(([x, y]) => (
            <circle key={x} cx={x} cy={y} r={8} className={x / width <= walked ? classes.met : classes.stop} />
          ))}
        </svg>
      )}
    </div>
  );
}
