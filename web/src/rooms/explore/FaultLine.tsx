import { useTranslation } from "react-i18next";
import { ApiError, Unreachable } from "../../api/client";
import type { Parameters } from "../../api/explore";
import { Icon } from "../../ui/Icon";
import trouble from "../../ui/Trouble.module.css";
import { useSaid } from "../../ui/useSaid";
import classes from "./FaultLine.module.css";
import { type Blamed, blamed } from "./faults";
import type { Words } from "./words";

export interface Fault {
  blame: Blamed;
  sentence: string;
  /** The place that the server marks in a rule. */
  place: string | undefined;
}

/** What was wrong with the question, in the reader's language where there are words for it. */
export function useFault(error: Error | null, parameters: Parameters, where: string | undefined): Fault | null {
  const { t } = useTranslation("common");
  const say = useSaid();
  if (!error) return null;
  if (error instanceof Unreachable) return { blame: "all", sentence: t("trouble.unreachable"), place: undefined };
  const refusal = error instanceof ApiError ? error : null;
  const blame = blamed(error, parameters, where);
  const message = refusal?.said?.find(({ code }) => code === "error.not_valid")?.values.message;
  const sentence = typeof message === "string" && blame !== "all" ? `${message}.` : say(error.message, refusal?.said);
  return { blame, sentence, place: refusal?.where?.includes("\n") ? refusal.where : undefined };
}

interface Props {
  fault: Fault;
  words: Words;
  onRetry: () => void;
  /** Back to the question that it starts with; undefined where it is that one. */
  onStartOver: (() => void) | undefined;
}

/** The server's sentence, under the name of the field that it is about. */
export function FaultLine({ fault, words, onRetry, onStartOver }: Props) {
  const { t } = useTranslation("explore");
  const { t: common } = useTranslation("common");
  const { blame, sentence, place } = fault;
  const of =
    typeof blame === "object"
      ? words.parameter(blame.parameter)
      : blame === "where"
        ? t("room.filter.label")
        : blame === "breakdown"
          ? t("room.breakdown.label")
          : null;
  return (
    <div className={classes.line} role="alert">
      <Icon name="alert" className={trouble.icon ?? ""} />
      <div>
        <p>
          {of && <b>{of}: </b>}
          {sentence}
        </p>
        {place && <code className={classes.place}>{place}</code>}
        {blame === "all" && (
          <button type="button" className={classes.retry} onClick={onRetry}>
            {common("trouble.retry")}
          </button>
        )}
        {typeof blame === "object" && onStartOver && (
          <button type="button" className={classes.retry} onClick={onStartOver}>
            {t("room.nobody.startOver")}
          </button>
        )}
      </div>
    </div>
  );
}
