import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { useSaid } from "../../ui/useSaid";
import classes from "./RejectedNote.module.css";

/** Rows of the sample that would stay out, and why. */
export function RejectedNote({ preview }: { preview: Preview }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const count = preview.rejected_in_sample;
  if (count === 0) return null;
  return (
    <section className={classes.note}>
      <p>
        <Icon name="alert" />
        <span>
          <b>{t("out.count", { count, n: format.number(count) })}</b> {t("out.text")}
          {preview.rejected_sample.length > 0 && (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t("out.hide") : t("out.show")}
            </button>
          )}
        </span>
      </p>
      {open && (
        <ul>
          {preview.rejected_sample.map(({ line, sentence, said, raw }) => (
            <li key={line}>
              <span>{t("out.line", { n: format.number(line) })}</span>
              <div>
                {say(sentence, said)}
                <code>{raw}</code>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
