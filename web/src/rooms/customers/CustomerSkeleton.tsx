import { useTranslation } from "react-i18next";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./CustomerSkeleton.module.css";

/** The page in outline: the head, the lanes of the path, the first rows. */
export function CustomerSkeleton() {
  const { t } = useTranslation("customers");
  return (
    <div role="status" aria-label={t("reading")} className={classes.outline}>
      <div className={classes.head}>
        <Skeleton width={56} height={56} className={classes.face} />
        <div className={classes.name}>
          <Skeleton width={260} height={24} />
          <Skeleton width={340} />
        </div>
      </div>
      <Skeleton width={320} height={16} />
      <div className={classes.lanes}>
        {[0, 1, 2, 3, 4].map((lane) => (
          <div key={lane}>
            <Skeleton width={72} />
          </div>
        ))}
      </div>
    </div>
  );
}
