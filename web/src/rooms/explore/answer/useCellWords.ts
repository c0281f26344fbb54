import { useTranslation } from "react-i18next";
import type { CellWords } from "./cells";

export function useCellWords(): CellWords {
  const { t } = useTranslation("explore");
  return {
    none: t("room.cell.none"),
    others: t("room.cell.others"),
    start: t("room.cell.start"),
    end: t("room.cell.end"),
    points: (n) => t("room.points", { n }),
    yes: t("room.flag.yes"),
    no: t("room.flag.no"),
  };
}
