import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { FileButton } from "./FileButton";
import classes from "./FirstRun.module.css";
import { Hero } from "./Hero";
import { UploadHero } from "./UploadHero";
import { useFileDrop } from "./useFileDrop";
import { useUpload } from "./useUpload";

/** What a workspace without events shows in place of every picture: how to fill it. */
export function FirstRun({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("data");
  const navigate = useNavigate();
  const uploading = useUpload();
  const held = useFileDrop(uploading.start, uploading.file === null);
  const sample = useMutation({
    mutationFn: () => post<{ import_id: string }>("/sample"),
    onSuccess: ({ import_id }) => navigate({ to: "/data/imports/$id", params: { id: import_id } }),
  });
  const error = uploading.error ?? sample.error;
  return (
    <Page title={t("first.tab")}>
      <div className={classes.first}>
        {uploading.file ? (
          <UploadHero uploading={uploading} />
        ) : (
          <Hero held={held}>
            <h1>{held ? t("first.held") : t("first.title")}</h1>
            <p>{t("first.text")}</p>
            <FileButton onFiles={uploading.start} size="lg" />
            <small>
              {t("first.formats")}
              <br />
              {t("first.stays")}
            </small>
          </Hero>
        )}
        {error && <Trouble error={error} inline />}
        {uploading.file === null && (
          <button type="button" className={classes.sample} disabled={sample.isPending} onClick={() => sample.mutate()}>
            <Icon name="map" className={classes.icon} />
            <b>{t("first.sample")}</b>
            <span>{t("first.sampleText")}</span>
          </button>
        )}
      </div>
      {uploading.file === null && children}
    </Page>
  );
}
