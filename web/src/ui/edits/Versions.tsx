import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { historyQuery } from "../../api/queries";
import type { Version } from "../../api/types";
import { useFormat } from "../format";
import { Skeleton } from "../Skeleton";
import { Trouble } from "../Trouble";
import classes from "./History.module.css";
import { useModelName } from "./models";
import type { Edits } from "./useEdits";
import { wordsOf } from "./words";

interface Props {
  edits: Edits;
  timezone: string;
}

/** The versions, the newest first; those after the current one were undone. */
export function Versions({ edits, timezone }: Props) {
  const { t } = useTranslation("map");
  const list = useRef<HTMLOListElement>(null);
  const history = useQuery({ ...historyQuery, staleTime: 0 });
  if (history.error) return <Trouble error={history.error} inline retry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton height={120} />;
  const current = history.data.findIndex((version) => version.current);
  return (
    <>
      {edits.error && <Trouble error={edits.error} inline />}
      {history.data.length === 0 && <p className={classes.none}>{t("history.none")}</p>}
      <ol className={classes.versions} ref={list} tabIndex={-1}>
        {history.data.map((version, place) => (
          <Row
            key={version.id}
            version={version}
            versions={history.data}
            undone={place < current}
            timezone={timezone}
            pending={edits.pending}
            onRestore={() => {
              // The button goes with the row's new state; the panel keeps the focus.
              list.current?.focus();
              edits.restore(version.id);
            }}
          />
        ))}
      </ol>
    </>
  );
}

interface RowProps {
  version: Version;
  versions: Version[];
  undone: boolean;
  timezone: string;
  pending: boolean;
  onRestore: () => void;
}

function Row({ version, versions, undone, timezone, pending, onRestore }: RowProps) {
  const { t } = useTranslation("map");
  const format = useFormat(timezone);
  const say = useWords(versions, timezone);
  const what = say(version.what);
  const who = version.who === "you" ? t("history.you") : version.who;
  return (
    <li className={classes.version} aria-current={version.current || undefined}>
      <p className={undone ? classes.undone : undefined}>{what}</p>
      {version.why && <q className={classes.why}>{version.why}</q>}
      <small>{[who, format.dateTime(version.at), undone && t("history.undone")].filter(Boolean).join(" · ")}</small>
      {version.current ? (
        <span className={classes.now}>{t("history.now")}</span>
      ) : (
        <button
          type="button"
          className={classes.restore}
          disabled={pending}
          aria-label={t("history.restoreOf", { what })}
          onClick={onRestore}
        >
          {t("history.restore")}
        </button>
      )}
    </li>
  );
}

/** What a version changed, in the reader's language; the server's own words where they are of no known form. */
function useWords(versions: Version[], timezone: string): (what: string) => string {
  const { t } = useTranslation("map");
  const format = useFormat(timezone);
  const modelName = useModelName();
  const nameOf = (key: string, name: string) => {
    if (key === "model") return modelName(name);
    const at = key === "restored" ? versions.find(({ id }) => id === Number(name))?.at : undefined;
    return at === undefined ? name : format.dateTime(at);
  };
  return (what) => {
    const words = wordsOf(what);
    if (!words) return what;
    return t(`history.did.${words.key}`, { name: nameOf(words.key, words.name), target: words.target });
  };
}
