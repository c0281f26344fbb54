import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer, MapComparison, Scope, Status } from "../../api/types";
import { Trouble } from "../../ui/Trouble";
import { type Drop, MapTable, Picture, type Target } from "../../views/journey";
import classes from "./Drawing.module.css";
import { EvidencePopover, type Opened } from "./evidence/EvidencePopover";
import { NameDialog } from "./NameDialog";
import { foldedLanes, foldOf, type LaneName, type MapSearch } from "./search";
import type { Edits } from "./useEdits";

interface Props {
  shown: MapComparison;
  scope: Scope;
  definitions: Definitions | undefined;
  status: Status;
  search: MapSearch;
  edits: Edits;
  stale: boolean;
  busy: boolean;
  onChange: (patch: { fold?: string | undefined }) => void;
}

const holds = ({ stages }: MapAnswer, { kind, id }: Target) =>
  stages.some((stage) => (kind === "stage" ? stage.id === id : stage.touchpoints.some((one) => one.id === id)));

/** The picture, the evidence it opens, and the table that says the same. */
export function Drawing({ shown, scope, definitions, status, search, edits, stale, busy, onChange }: Props) {
  const { t } = useTranslation("map");
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<Element>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [adding, setAdding] = useState<{ before: string | null } | null>(null);
  const { answer, compare } = shown;
  const folded = foldedLanes(search.fold);

  const gone = opened !== null && !holds(answer, opened.target);
  // Taken off the map by an edit; it must not open again when that edit is undone.
  if (gone) setOpened(null);

  const open = (target: Target, box: DOMRect) => {
    const origin = frame.current?.getBoundingClientRect();
    if (!origin) return;
    edits.forget();
    opener.current = document.activeElement;
    setOpened({
      target,
      left: box.left - origin.left,
      top: box.top - origin.top,
      width: box.width,
      height: box.height,
    });
  };
  // A card that an edit moved takes its evidence along.
  const target = opened?.target;
  useEffect(() => {
    if (!target || !answer) return;
    const card = frame.current?.querySelector(`[data-${target.kind}="${CSS.escape(target.id)}"]`);
    const origin = frame.current?.getBoundingClientRect();
    if (!card || !origin) return;
    const { left, top, width: wide, height } = card.getBoundingClientRect();
    setOpened({ target, left: left - origin.left, top: top - origin.top, width: wide, height });
  }, [answer, target]);
  const close = () => {
    setOpened(null);
    const { current } = opener;
    if ((current instanceof SVGElement || current instanceof HTMLElement) && current.isConnected)
      requestAnimationFrame(() => current.focus({ preventScroll: true }));
  };
  const fold = (lane: LaneName) => onChange({ fold: foldOf(folded.symmetricDifference(new Set([lane]))) });
  const place = (code: number, { stage }: Drop) => {
    const kind = answer.unplaced.find((unplaced) => unplaced.code === code);
    if (kind) edits.edit({ do: "place_kind", name: kind.name, channel: kind.channel, surface: kind.surface, stage });
  };
  const rename = ({ kind, id }: Target, name: string) =>
    edits.edit(
      kind === "stage" ? { do: "rename_stage", stage: id, name } : { do: "rename_touchpoint", touchpoint: id, name },
    );
  return (
    <>
      {edits.error && !opened && !adding && (
        <div className={classes.refused}>
          <Trouble error={edits.error} inline />
        </div>
      )}
      <div ref={frame} className={classes.frame} aria-busy={busy}>
        <div ref={measured}>
          {width > 0 && (
            <Picture
              answer={answer}
              compare={compare}
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
              onAddStage={(before) => setAdding({ before })}
              onRename={rename}
              currency={status.currency}
              stale={stale}
            />
          )}
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
              setOpened(null);
              setAdding({ before });
            }}
            onClose={close}
          />
        )}
      </div>
      <section
        className={search.table ? classes.table : classes.heard}
        aria-label={t("table.title")}
        tabIndex={search.table ? 0 : undefined}
      >
        <MapTable answer={answer} />
      </section>
      <NameDialog
        opened={adding !== null}
        title={t("stage.add")}
        label={t("stage.name")}
        edits={edits}
        onName={(name, done) =>
          edits.edit({ do: "add_stage", name, ...(adding?.before && { before: adding.before }) }, done)
        }
        onClose={() => setAdding(null)}
      />
    </>
  );
}
