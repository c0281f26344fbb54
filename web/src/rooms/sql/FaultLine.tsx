import { useTranslation } from "react-i18next";
import { ApiError, Unreachable } from "../../api/client";
import { Icon } from "../../ui/Icon";
import trouble from "../../ui/Trouble.module.css";
import { useSaid } from "../../ui/useSaid";
import classes from "./FaultLine.module.css";
import { placeOf } from "./place";

interface Props {
  error: Error;
  /** What was asked. */
  query: string;
  onShow: (where: string) => void;
}

/** What is wrong with the question, and the line of it where it is. */
export function FaultLine({ error, query, onShow }: Props) {
  const { t } = useTranslation("common");
  const { t: words } = useTranslation("sql");
  const say = useSaid();
  const where = error instanceof ApiError ? error.where : undefined;
  const place = placeOf(query, where);
  const said = error instanceof ApiError ? error.said : undefined;
  return (
    <div className={classes.fault} role="alert">
      <Icon name="alert" className={trouble.icon ?? ""} />
      <div>
        <p>{error instanceof Unreachable ? t("trouble.unreachable") : say(error.message, said)}</p>
        {place && where && (
          <button type="button" className={classes.line} title={words("fault.show")} onClick={() => onShow(where)}>
            <code>
              {place.before}
              <mark>{place.word || " "}</mark>
              {place.after}
            </code>
          </button>
        )}
      </div>
    </div>
  );
}
