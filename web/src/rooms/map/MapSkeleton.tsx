import { useTranslation } from "react-i18next";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./MapSkeleton.module.css";

const STAGES = [0, 1, 2, 3, 4, 5];

/** The map in outline: its head, its stages and cards, and a flat band on the zero line, never an invented curve. */
export function MapSkeleton() {
  const { t } = useTranslation("map");
  return (
    <div role="status" aria-label={t("drawing")}>
      <div className={classes.head}>
        <Skeleton width={340} height={24} />
        <Skeleton width={560} height={14} />
        <Skeleton width={480} height={14} />
      </div>
      <div className={classes.map}>
        {STAGES.map((stage) => (
          <div key={stage} className={classes.stage}>
            <Skeleton width="60%" height={14} />
            <Skeleton height={3} />
            <div className={classes.cards}>
              <Skeleton height={106} className={classes.card} />
              <Skeleton height={106} className={classes.card} />
            </div>
          </div>
        ))}
        <div className={classes.curve}>
          <Skeleton height={8} />
        </div>
      </div>
    </div>
  );
}
