import { useTranslation } from "react-i18next";
import { Properties } from "../question/Properties";
import { Word } from "../question/Word";

interface Props {
  chosen: string | undefined;
  fault: boolean;
  onChange: (property: string | undefined) => void;
}

/** By what customers are parted into groups: a property or a dimension, or nothing. */
export function BreakdownWord({ chosen, fault, onChange }: Props) {
  const { t } = useTranslation("explore");
  return (
    <Word label={t("room.breakdown.label")} text={chosen ?? t("room.breakdown.none")} fault={fault}>
      {(close) => (
        <Properties
          label={t("room.breakdown.label")}
          none={t("room.breakdown.none")}
          chosen={chosen}
          onChoose={(property) => {
            onChange(property);
            close();
          }}
        />
      )}
    </Word>
  );
}
