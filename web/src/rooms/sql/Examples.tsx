import { useTranslation } from "react-i18next";
import classes from "./Examples.module.css";
import { EXAMPLES } from "./examples";

interface Props {
  onTake: (query: string) => void;
  onRun: (query: string) => void;
}

/** What can be asked, before anything was. An example is put into the editor and run. */
export function Examples({ onTake, onRun }: Props) {
  const { t } = useTranslation("sql");
  return (
    <section aria-labelledby="examples">
      <h2 id="examples" className={classes.title}>
        {t("examples.title")}
      </h2>
      <ul className={classes.list}>
        {EXAMPLES.map(({ name, query }) => (
          <li key={name}>
            <button
              type="button"
              className={classes.example}
              onClick={() => {
                onTake(query);
                onRun(query);
              }}
            >
              <span>{t(`examples.${name}`)}</span>
              <code>{query}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
