import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { definitionsQuery, statusQuery } from "../../api/queries";
import { Announcement } from "../../ui/edits/Announcement";
import { useEdits } from "../../ui/edits/useEdits";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { Acts } from "./Acts";
import { checkQuery } from "./queries";
import { Rules } from "./Rules";
import classes from "./Rules.module.css";
import { Tabs } from "./Tabs";
import { YamlDialog } from "./YamlDialog";

/** What the team calls a stage, a touchpoint, an outcome: rules that are edited in their place. */
export function DefinitionsRoom() {
  const { t } = useTranslation("definitions");
  const definitions = useQuery(definitionsQuery);
  const check = useQuery({ ...checkQuery, placeholderData: (before) => before });
  const status = useQuery(statusQuery);
  const edits = useEdits(definitions.data?.definitions);
  const [yaml, setYaml] = useState(false);
  useHotkeys([
    ["mod+Z", edits.undo],
    ["mod+shift+Z", edits.redo],
    ["mod+Y", edits.redo],
  ]);
  const error = definitions.error ?? status.error ?? check.error;
  const retry = () => void Promise.all([definitions.refetch(), status.refetch(), check.refetch()]);
  return (
    <Page title={t("title")}>
      <Tabs>
        {definitions.data && status.data && (
          <Acts
            answer={definitions.data}
            edits={edits}
            timezone={status.data.timezone}
            onYaml={() => {
              edits.forget();
              setYaml(true);
            }}
          />
        )}
      </Tabs>
      <h1 className={classes.title}>{t("title")}</h1>
      {error ? (
        <Trouble error={error} inline retry={retry} />
      ) : definitions.data && check.data ? (
        <Rules definitions={definitions.data.definitions} check={check.data} edits={edits} />
      ) : (
        <Waiting />
      )}
      {yaml && definitions.data && (
        <YamlDialog title={definitions.data.definitions.title} edits={edits} onClose={() => setYaml(false)} />
      )}
      <Announcement edits={edits} canUndo={definitions.data?.can_undo ?? false} />
    </Page>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      <Skeleton width="52ch" height={16} />
      {[70, 84, 62, 78, 66].map((width) => (
        <Skeleton key={width} width={`${width}%`} height={44} />
      ))}
    </div>
  );
}
