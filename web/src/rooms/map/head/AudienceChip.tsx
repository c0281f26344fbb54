import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { audiencesQuery } from "../../../api/queries";
import { Icon } from "../../../ui/Icon";
import { Trouble } from "../../../ui/Trouble";
import { AudienceDialog } from "./AudienceDialog";
import classes from "./Facts.module.css";
import { Choice } from "./MenuChoice";

interface Props {
  chosen: number | undefined;
  onChoose: (audience: number | undefined) => void;
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");

/** Whose journeys are drawn: everybody's, or those of an audience. */
export function AudienceChip({ chosen, onChoose }: Props) {
  const { t } = useTranslation("map");
  const audiences = useQuery(audiencesQuery);
  const [making, setMaking] = useState(false);
  const found = audiences.data?.find(({ id }) => Number(id) === chosen);
  const name = chosen === undefined ? t("audience.everybody") : (found?.name ?? t("audience.unknown"));
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <button type="button" className={classes.chip} aria-label={t("audience.label", { name })}>
            <span className={classes.face} aria-hidden="true">
              {found ? initialsOf(found.name) : <Icon name="audiences" size={14} />}
            </span>
            <span className={classes.name}>{name}</span>
            <Icon name="down" size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Choice chosen={chosen === undefined} onClick={() => onChoose(undefined)}>
            {t("audience.everybody")}
          </Choice>
          {audiences.data?.map(({ id, name: own, rule }) => (
            <Choice key={id} chosen={Number(id) === chosen} hint={rule} onClick={() => onChoose(Number(id))}>
              {own}
            </Choice>
          ))}
          {audiences.error && <Trouble error={audiences.error} inline retry={() => void audiences.refetch()} />}
          <Menu.Divider />
          <Menu.Item onClick={() => setMaking(true)}>{t("audience.new")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AudienceDialog opened={making} onClose={() => setMaking(false)} onSaved={(id) => onChoose(Number(id))} />
    </>
  );
}
