import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiError, Unreachable } from "../api/client";
import { Icon } from "./Icon";
import classes from "./Trouble.module.css";
import { useSaid } from "./useSaid";

interface Props {
  error: Error;
  retry?: () => void;
  /** As a line within a page that otherwise stands, instead of in place of it. */
  inline?: boolean;
}

/** What went wrong, where, and what to do: the server's own sentence where there is one. */
export function Trouble({ error, retry, inline = false }: Props) {
  const { t } = useTranslation();
  const unreachable = error instanceof Unreachable;
  const say = useSaid();
  const said = error instanceof ApiError ? error.said : undefined;
  const sentence = unreachable ? t("trouble.unreachable") : say(error.message, said);
  const where = error instanceof ApiError ? error.where : undefined;
  return (
    <div className={inline ? classes.line : classes.page} role="alert">
      <Icon name="alert" className={classes.icon} />
      <div>
        {!inline && <h1>{unreachable ? t("trouble.unreachableTitle") : t("trouble.title")}</h1>}
        <p>
          {sentence}
          {where && <span className={classes.where}> {where}</span>}
        </p>
        {retry && (
          <Button variant="default" size={inline ? "compact-sm" : "sm"} onClick={retry}>
            {t("trouble.retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
