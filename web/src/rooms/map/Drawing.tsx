import { useElementSize } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definitions, MapComparison, Scope, Status } from "../../api/types";
import { NameDialog } from "../../ui/edits/NameDialog";
import type { Edits } from "../../ui/edits/useEdits";
import { Trouble } from "../../ui/Trouble";
import { type Drop, MapTable, Picture, type Target } from "../../views/journey";
import classes from "./Drawing.module.css";
import { EvidencePopover } from "./evidence/EvidencePopover";
import { useCardBelow } from "./evidence/useCardBelow";
import { useOpened } from "./evidence/useOpened";
import { foldedLanes, foldOf, type LaneName, type MapSearch } from "./search";

interface Props {
  shown: MapComparison;
  audienceName: string | null;
  compareName: string | null;
  scope: Scope;
  definitions: Definitions | undefined;
  status: Status;
  search: MapSearch;
  edits: Edits;
  stale: boolean;
  busy: boolean;
  onChange: (patch: { fold?: string | undefined }) => void;
}

/** The picture, the evidence it opens, and the table that says the same. */
export function Drawing(props: Props) {
  const { shown, audienceName, compareName, scope, definitions, status, search, edits, stale, busy, onChange } = props;
  const { t } = useTranslation("map");
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [adding, setAdding] = useState<{ before: string | null; from: Target | null } | null>(null);
  const { answer, compare } = shown;
  const evidence = useOpened(frame, answer);
  const { opened } = evidence;
  const card = useCardBelow();
  const folded = foldedLanes(search.fold);

  const open = (target: Target, box: DOMRect) => {
    edits.forget();
    evidence.open(target, box);
  };
  const fold = (lane: LaneName) => onChange({ fold: foldOf(folded.symmetricDifference(new Set([lane]))) });
  const place = (code: number, { stage, before }: Drop) => {
    const kind = answer.unplaced.find((unplaced) => unplaced.code === code);
    if (!kind) return;
    const { name, channel, surface } = kind;
    const touchpoint = card.below.current;
    edits.edit({ do: "place_kind", name, channel, surface, ...(touchpoint ? { touchpoint } : { stage, before }) });
  };
  const rename = (target: Target, name: string) => {
    const { kind, id } = target;
    edits.edit(
      kind === "stage" ? { do: "rename_stage", stage: id, name } : { do: "rename_touchpoint", touchpoint: id, name },
    );
    evidence.focus(target);
  };
  return (
    <>
      {edits.error && !opened && !adding && (
        <div className={classes.refused}>
          <Trouble error={edits.error} inline />
        </div>
      )}
      <div ref={frame} className={classes.frame} aria-busy={busy}>
        <div ref={measured} {...evidence.handlers}>
          <div {...card.handlers}>
            {width > 0 && (
              <Picture
                answer={answer}
                compare={compare}
                audienceName={audienceName}
                compareName={compareName}
                width={width}
                mode={search.mode ?? "fit"}
                folded={folded}
                hovered={hovered}
                selected={opened?.target ?? null}
                onHover={setHovered}
                onSelect={open}
                onMove={(touchpoint, { stage, before }) =>
                  edits.edit({ do: "move_touchpoint", touchpoint, stage, ...(before !== null && { before }) })
                }
                onPlace={place}
                onFold={fold}
                onAddStage={(before) => setAdding({ before, from: null })}
                onRename={rename}
                currency={status.currency}
                stale={stale}
              />
            )}
          </div>
        </div>
        {opened && (
          <EvidencePopover
            key={`${opened.target.kind} ${opened.target.id}`}
            opened={opened}
            answer={answer}
            compare={compare}
            definitions={definitions}
            scope={scope}
            edits={edits}
            onAddStage={(before) => {
              evidence.leave();
              setAdding({ before, from: opened.target });
            }}
            onClose={evidence.close}
          />
        )}
      </div>
      <section
        className={search.table ? classes.table : classes.heard}
        aria-label={t("table.title")}
        tabIndex={search.table ? 0 : undefined}
      >
        <MapTable answer={answer} compare={compare} compareName={compareName} />
      </section>
      <NameDialog
        opened={adding !== null}
        title={t("stage.add")}
        label={t("stage.name")}
        edits={edits}
        onName={(name, done) =>
          edits.edit({ do: "add_stage", name, ...(adding?.before && { before: adding.before }) }, done)
        }
        onClose={() => {
          if (adding?.from) evidence.focus(adding.from);
          setAdding(null);
        }}
      />
    </>
  );
}
