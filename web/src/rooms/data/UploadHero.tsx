import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Hero } from "./Hero";
import type { Uploading } from "./useUpload";

/** A file on its way into the workspace. The check of its columns follows, so the way is walked only a third. */
export function UploadHero({ uploading }: { uploading: Uploading }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { file, sent, cancel } = uploading;
  if (!file) return null;
  return (
    <Hero walked={(file.size > 0 ? sent / file.size : 0) / 3}>
      <div role="status">
        <h1>{t("upload.title")}</h1>
        <p>{t("upload.text", { file: file.name, sent: format.bytes(sent), size: format.bytes(file.size) })}</p>
      </div>
      <Button variant="default" size="md" onClick={cancel}>
        {t("cancel")}
      </Button>
    </Hero>
  );
}
