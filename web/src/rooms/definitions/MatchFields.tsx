import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import classes from "./RuleEditor.module.css";
import { type Draft, FIELDS, isBlank, typed } from "./rule";
import type { KindRow, Volume } from "./types";

interface Props {
  drafts: Draft[];
  /** What fits each match that says something, in their order. */
  volumes: Volume[] | undefined;
  kinds: KindRow[];
  onChange: (drafts: Draft[]) => void;
}

/** The matches of a rule, one a line; an event belongs when it fits any of them. */
export function MatchFields({ drafts, volumes, kinds, onChange }: Props) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const known = {
    name: unique(kinds.map(({ name }) => name)),
    channel: unique(kinds.map(({ channel }) => channel)),
    surface: unique(kinds.map(({ surface }) => surface)),
  };
  let told = -1;
  return (
    <>
      <div className={classes.heads} aria-hidden="true">
        {FIELDS.map((field) => (
          <span key={field}>{t(`field.${field}`)}</span>
        ))}
        <span className={classes.right}>{t("column.events")}</span>
      </div>
      <ul className={classes.matches}>
        {drafts.map(({ key, match }, place) => {
          const blank = isBlank(match);
          if (!blank) told += 1;
          const volume = blank ? undefined : volumes?.[told];
          return (
            <li key={key}>
              {FIELDS.map((field) => (
                <input
                  key={field}
                  className={classes.field}
                  aria-label={t("field.of", { field: t(`field.${field}`), place: place + 1 })}
                  value={match[field] ?? ""}
                  placeholder={match[field] === "" ? t("rule.without") : t("rule.any")}
                  list={`known-${field}`}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={400}
                  onChange={(event) => {
                    const changed = typed(match, field, event.currentTarget.value);
                    onChange(drafts.map((draft) => (draft.key === key ? { key, match: changed } : draft)));
                  }}
                />
              ))}
              <span className={classes.right}>
                {volume && (volume.kinds === 0 ? t("rule.fitsNothing") : format.number(volume.events))}
              </span>
              <button
                type="button"
                className={classes.drop}
                aria-label={t("rule.removeMatch", { place: place + 1 })}
                disabled={drafts.length === 1}
                onClick={() => onChange(drafts.filter((draft) => draft.key !== key))}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
      {FIELDS.map((field) => (
        <datalist key={field} id={`known-${field}`}>
          {known[field].map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      ))}
      <button
        type="button"
        className={classes.add}
        onClick={() => onChange([...drafts, { key: Math.max(...drafts.map(({ key }) => key)) + 1, match: {} }])}
      >
        {t("rule.addMatch")}
      </button>
    </>
  );
}

const MOST = 300;

const unique = (texts: string[]) => [...new Set(texts)].filter(Boolean).slice(0, MOST);
