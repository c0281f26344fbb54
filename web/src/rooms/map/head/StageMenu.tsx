import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DefinitionsAnswer } from "../../../api/types";
import acts from "../../../ui/edits/Acts.module.css";
import { NameDialog } from "../../../ui/edits/NameDialog";
import type { Edits } from "../../../ui/edits/useEdits";
import { Icon } from "../../../ui/Icon";
import { ModelChoices } from "./ModelChoices";

/** Which stages the journey is divided into. */
export function StageMenu({ definitions, edits }: { definitions: DefinitionsAnswer; edits: Edits }) {
  const { t } = useTranslation("map");
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={320}>
        <Menu.Target>
          <Button variant="subtle" className={acts.compact ?? ""} rightSection={<Icon name="down" size={14} />}>
            {t("stages.menu")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAdding(true)}>{t("stage.add")}…</Menu.Item>
          <Menu.Item onClick={edits.propose}>{t("stages.propose")}</Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t("stages.model")}</Menu.Label>
          <ModelChoices definitions={definitions} edits={edits} />
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={adding}
        title={t("stage.add")}
        label={t("stage.name")}
        edits={edits}
        onName={(name, done) => edits.edit({ do: "add_stage", name }, done)}
        onClose={() => setAdding(false)}
      />
    </>
  );
}
