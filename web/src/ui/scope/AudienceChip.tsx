import { Menu, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../api/queries";
import type { Audience } from "../../api/types";
import { Icon } from "../Icon";
import { Trouble } from "../Trouble";
import { AudienceDialog } from "./AudienceDialog";
import classes from "./Facts.module.css";
import { Choice } from "./MenuChoice";

interface Props {
  chosen: number | undefined;
  onChoose: (audience: number | undefined) => void;
  onDeleted: (audience: number) => void;
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");

/** Whose journeys are drawn: everybody's, or those of an audience. */
export function AudienceChip({ chosen, onChoose, onDeleted }: Props) {
  const { t } = useTranslation("map");
  const audiences = useQuery(audiencesQuery);
  const [edited, setEdited] = useState<Audience | "new" | null>(null);
  const found = audiences.data?.find(({ id }) => Number(id) === chosen);
  const name = chosen === undefined ? t("audience.everybody") : (found?.name ?? t("audience.unknown"));
  return (
    <>
      <Menu position="bottom-start" width={320}>
        <Menu.Target>
          <button type="button" className={classes.chip}>
            <span className={classes.face} aria-hidden="true">
              {found ? initialsOf(found.name) : <Icon name="audiences" size={14} />}
            </span>
            <VisuallyHidden>{t("audience.label", { name })}</VisuallyHidden>
            <span className={classes.name} aria-hidden="true">
              {name}
            </span>
            <Icon name="down" size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Choice chosen={chosen === undefined} onClick={() => onChoose(undefined)}>
            {t("audience.everybody")}
          </Choice>
          {audiences.data?.map((audience) => (
            <div key={audience.id} className={classes.saved}>
              <Choice
                chosen={Number(audience.id) === chosen}
                hint={audience.rule}
                onClick={() => onChoose(Number(audience.id))}
              >
                {audience.name}
              </Choice>
              <Menu.Item
                className={classes.edit ?? ""}
                aria-label={t("audience.editOf", { name: audience.name })}
                onClick={() => setEdited(audience)}
              >
                {t("audience.edit")}
              </Menu.Item>
            </div>
          ))}
          {audiences.error && <Trouble error={audiences.error} inline retry={() => void audiences.refetch()} />}
          <Menu.Divider />
          <Menu.Item onClick={() => setEdited("new")}>{t("audience.new")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AudienceDialog
        edited={edited}
        onClose={() => setEdited(null)}
        onSaved={(id) => onChoose(Number(id))}
        onDeleted={(id) => onDeleted(Number(id))}
      />
    </>
  );
}
