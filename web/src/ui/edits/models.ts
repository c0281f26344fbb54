import { useTranslation } from "react-i18next";

const NAMED = ["classic6", "digital4", "experience5", "decision6", "aftersale4"] as const;
const isNamed = (id: string): id is (typeof NAMED)[number] => NAMED.some((name) => name === id);

/** The name of a stage model in the reader's language; the server's where it is a new one. */
export function useModelName(): (id: string, name?: string) => string {
  const { t } = useTranslation("map");
  return (id, name = id) => (isNamed(id) ? t(`model.${id}`) : name);
}
