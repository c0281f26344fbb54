import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importsQuery, statusQuery } from "../../api/queries";
import type { Status } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Page } from "../../ui/Page";
import room from "../../ui/Room.module.css";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import classes from "./DataRoom.module.css";
import { FileButton } from "./FileButton";
import { FirstRun } from "./FirstRun";
import { ImportsTable } from "./ImportsTable";
import { UploadHero } from "./UploadHero";
import { useFileDrop } from "./useFileDrop";
import { useUpload } from "./useUpload";

/** What came in, from where, and what did not. */
export function DataRoom() {
  const { t } = useTranslation("data");
  const status = useQuery(statusQuery);
  if (status.error)
    return (
      <Page title={t("title")}>
        <Trouble error={status.error} retry={() => void status.refetch()} />
      </Page>
    );
  if (status.data?.events === 0)
    return (
      <FirstRun>
        <PastImports timezone={status.data.timezone} />
      </FirstRun>
    );
  return <Filled status={status.data} />;
}

/** Imports that left nothing behind, where the workspace is empty: undone, cancelled or failed, with the reason. */
function PastImports({ timezone }: { timezone: string }) {
  const { t } = useTranslation("data");
  const imports = useQuery(importsQuery);
  if (!imports.data?.length) return null;
  return (
    <>
      <div className={room.bar}>
        <h2>{t("imports.title")}</h2>
      </div>
      <ImportsTable rows={imports.data} timezone={timezone} />
    </>
  );
}

function Filled({ status }: { status: Status | undefined }) {
  const { t } = useTranslation("data");
  const imports = useQuery(importsQuery);
  const uploading = useUpload();
  const held = useFileDrop(uploading.start, uploading.file === null);
  const rejected = imports.data?.reduce((sum, row) => sum + (row.state === "undone" ? 0 : row.rejected), 0) ?? 0;
  if (uploading.file)
    return (
      <Page title={t("title")}>
        <UploadHero uploading={uploading} />
      </Page>
    );
  return (
    <Page title={t("title")}>
      <div className={held ? `${classes.room} ${classes.held}` : classes.room}>
        <header className={room.head}>
          <div>
            <h1>{t("title")}</h1>
            {status ? <Summary status={status} /> : <Skeleton width={420} height={16} className={room.lead} />}
          </div>
          <FileButton onFiles={uploading.start} />
        </header>
        {uploading.error && <Trouble error={uploading.error} inline />}
        <div className={room.bar}>
          <h2>{t("imports.title")}</h2>
          <span>{t("imports.hint")}</span>
          {rejected > 0 && (
            <Link to="/data/rejected" className={classes.link}>
              {t("imports.seeRejected")}
            </Link>
          )}
        </div>
        {imports.error ? (
          <Trouble error={imports.error} inline retry={() => void imports.refetch()} />
        ) : (
          <ImportsTable rows={imports.data} timezone={status?.timezone} />
        )}
        <p className={classes.drop} aria-hidden="true">
          {held ? t("first.held") : t("imports.drop")}
        </p>
      </div>
    </Page>
  );
}

function Summary({ status }: { status: Status }) {
  const { t } = useTranslation("data");
  const format = useFormat(status.timezone);
  const { events, customers, oldest, newest } = status;
  return (
    <p className={room.lead}>
      <b>{t("count.events", { count: events, n: format.number(events) })}</b>{" "}
      {t("summary.of", { customers: t("count.customers", { count: customers, n: format.number(customers) }) })}
      {oldest && newest && <>, {format.dateRange(oldest, newest)}</>}.
    </p>
  );
}
