import { useTranslation } from "react-i18next";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./CheckSkeleton.module.css";

/** The preview in outline: two lines of sentence, the figures, the table. */
export function CheckSkeleton() {
  const { t } = useTranslation("data");
  return (
    <div role="status" aria-label={t("check.reading")} className={classes.outline}>
      <Skeleton width="82%" height={24} />
      <Skeleton width="54%" height={24} />
      <div className={classes.figures}>
        {[88, 72, 40, 40, 220].map((width, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no name.
          <div key={place}>
            <Skeleton width={width} height={24} />
            <Skeleton width={width * 0.6} height={10} />
          </div>
        ))}
      </div>
      <Skeleton height={288} className={classes.table} />
    </div>
  );
}
