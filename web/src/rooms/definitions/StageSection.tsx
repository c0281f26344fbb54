import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NameDialog } from "../../ui/edits/NameDialog";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import type { RulesProps } from "./Rules";
import classes from "./Rules.module.css";
import { TouchpointEditor } from "./TouchpointEditor";
import { TouchpointRow } from "./TouchpointRow";

interface Props extends RulesProps {
  /** Null: the touchpoints that stand on no stage. */
  stage: { id: string; name: string } | null;
  place: number;
  opened: string | null;
  onOpen: (what: string | null) => void;
}

/** A stage with its touchpoints; a stage that nobody reaches says what to do. */
export function StageSection({ stage, place, opened, onOpen, ...props }: Props) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const { definitions, check } = props;
  const own = definitions.touchpoints.filter((touchpoint) => touchpoint.stage === (stage?.id ?? null));
  const volume = check.stages.find(({ id }) => id === stage?.id);
  const fresh = `new:${stage?.id}`;
  return (
    <section
      id={stage ? `stage-${stage.id}` : "off-stage"}
      className={classes.stage}
      data-tinted={place % 2 === 0 || undefined}
      aria-label={stage?.name ?? t("stage.none")}
    >
      <div className={classes.gutter}>
        <div className={classes.stageName}>
          <h2>{stage?.name ?? t("stage.none")}</h2>
          {stage && <StageMenu stage={stage} place={place} {...props} />}
        </div>
        {volume && (
          <p>
            {t("count.customers", { count: volume.customers, n: format.number(volume.customers) })}
            <br />
            {t("count.events", { count: volume.events, n: format.number(volume.events) })}
          </p>
        )}
        {!stage && <p>{t("stage.noneText")}</p>}
      </div>
      <div className={classes.rows}>
        {volume?.events === 0 && (
          <p className={classes.gap}>
            <Icon name="alert" size={16} /> {t(own.length === 0 ? "gap.emptyStage" : "gap.stage")}
          </p>
        )}
        {own.map((touchpoint) => (
          <TouchpointRow
            key={touchpoint.id}
            touchpoint={touchpoint}
            opened={opened === `touchpoint:${touchpoint.id}`}
            onOpen={(open) => onOpen(open ? `touchpoint:${touchpoint.id}` : null)}
            {...props}
          />
        ))}
        {stage &&
          (opened === fresh ? (
            <TouchpointEditor touchpoint={null} stage={stage.id} onClose={() => onOpen(null)} {...props} />
          ) : (
            <button type="button" className={classes.more} onClick={() => onOpen(fresh)}>
              {t("touchpoint.add")}
            </button>
          ))}
      </div>
    </section>
  );
}

function StageMenu({
  stage,
  place,
  definitions,
  edits,
}: RulesProps & { stage: { id: string; name: string }; place: number }) {
  const { t } = useTranslation("definitions");
  const [naming, setNaming] = useState(false);
  const { stages } = definitions;
  const move = (before: string | undefined) =>
    edits.edit({ do: "move_stage", stage: stage.id, before: before ?? null });
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.dots} aria-label={t("stage.menu", { name: stage.name })}>
            <Icon name="settings" size={16} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming(true)}>{t("stage.rename")}</Menu.Item>
          {place > 0 && <Menu.Item onClick={() => move(stages[place - 1]?.id)}>{t("stage.up")}</Menu.Item>}
          {place < stages.length - 1 && (
            <Menu.Item onClick={() => move(stages[place + 2]?.id)}>{t("stage.down")}</Menu.Item>
          )}
          <Menu.Item onClick={() => edits.edit({ do: "remove_stage", stage: stage.id })}>{t("stage.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        title={t("stage.renameOf", { name: stage.name })}
        label={t("stage.name")}
        edits={edits}
        onName={(name, done) => edits.edit({ do: "rename_stage", stage: stage.id, name }, done)}
        onClose={() => setNaming(false)}
      />
    </>
  );
}
