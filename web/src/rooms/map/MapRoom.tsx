import { useTranslation } from "react-i18next";

export function MapRoom() {
  const { t } = useTranslation("map");
  return <h1>{t("title")}</h1>;
}
