import { useTranslation } from "react-i18next";
import { Skeleton } from "../../ui/Skeleton";
import classes from "./AnalysisSkeleton.module.css";

const ROWS = [100, 96, 98, 92, 95];

/** A question and its answer in outline; `answer`: only the answer, under a question that stands. */
export function AnalysisSkeleton({ answer = false }: { answer?: boolean }) {
  const { t } = useTranslation("explore");
  return (
    <div className={classes.page} role="status" aria-label={t("room.counting")}>
      {!answer && (
        <div className={classes.head}>
          <Skeleton width={420} height={16} />
          <Skeleton width={640} height={28} />
          <Skeleton width={520} height={14} />
        </div>
      )}
      <Skeleton width={560} height={14} />
      <Skeleton height={280} className={classes.picture ?? ""} />
      {ROWS.map((width) => (
        <Skeleton key={width} width={`${width}%`} height={14} />
      ))}
    </div>
  );
}
