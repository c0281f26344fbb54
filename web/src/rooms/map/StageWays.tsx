import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DefinitionsAnswer } from "../../api/types";
import type { Edits } from "../../ui/edits/useEdits";
import { Icon } from "../../ui/Icon";
import { ModelChoices } from "./head/ModelChoices";
import classes from "./Panel.module.css";

/** Ways to get stages, over a picture that has none to stand on. */
export function StageWays({ definitions, edits }: { definitions: DefinitionsAnswer; edits: Edits }) {
  const { t } = useTranslation("map");
  return (
    <div className={classes.line}>
      <Menu position="bottom-start" width={320}>
        <Menu.Target>
          <Button loading={edits.pending} rightSection={<Icon name="down" size={14} />}>
            {t("stages.model")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ModelChoices definitions={definitions} edits={edits} />
        </Menu.Dropdown>
      </Menu>
      {definitions.can_undo && (
        <Button variant="default" onClick={edits.undo}>
          {t("noStages.undo")}
        </Button>
      )}
      {definitions.definitions.touchpoints.length === 0 && (
        <Button variant="default" onClick={edits.propose}>
          {t("noStages.propose")}
        </Button>
      )}
    </div>
  );
}
