import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Announcement.module.css";
import type { Edits } from "./useEdits";

const SHOWN_MS = 8_000;

/** Says what the last edit did, to eye and ear, and offers to take it back. */
export function Announcement({ edits, canUndo }: { edits: Edits; canUndo: boolean }) {
  const { t } = useTranslation("map");
  const { said } = edits;
  const turn = said?.turn;
  const [over, setOver] = useState<number>();
  useEffect(() => {
    if (turn === undefined) return;
    const timer = setTimeout(() => setOver(turn), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [turn]);
  const visible = said !== null && over !== turn;
  const taken = said?.what.key === "undo";
  return (
    <div className={visible ? classes.said : classes.silent}>
      <p role="status" aria-live="polite">
        {said && <span key={turn}>{t(`said.${said.what.key}`, said.what.values)}</span>}
      </p>
      {visible && canUndo && !taken && (
        <button type="button" onClick={edits.undo} disabled={edits.pending}>
          {t("undo")}
        </button>
      )}
    </div>
  );
}
