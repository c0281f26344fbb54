import { useTranslation } from "react-i18next";
import type { Match } from "../../api/types";
import classes from "./Rules.module.css";
import type { Volume } from "./types";

interface Props {
  match: Match[];
  /** Of each match what fits it; while it is not known nothing is said of it. */
  volumes: Volume[] | undefined;
}

const SHOWN = 6;

/** A rule in words: what belongs, one match after the other; those that fit nothing say so. */
export function RuleWords({ match, volumes }: Props) {
  const { t } = useTranslation("definitions");
  return (
    <span className={classes.words}>
      {match.slice(0, SHOWN).map((one, place) => (
        <span key={`${one.name}/${one.channel}/${one.surface}`} className={classes.phrase}>
          <MatchWords match={one} />
          {volumes?.[place]?.kinds === 0 && <i> {t("rule.fitsNothing")}</i>}
        </span>
      ))}
      {match.length > SHOWN && <span className={classes.phrase}>{t("rule.andMore", { n: match.length - SHOWN })}</span>}
      {match.length === 0 && <i>{t("rule.none")}</i>}
    </span>
  );
}

function MatchWords({ match: { name, channel, surface } }: { match: Match }) {
  const { t } = useTranslation("definitions");
  const channelWords = channel === "" ? t("rule.noChannel") : channel ? t("rule.onChannel", { channel }) : undefined;
  const surfaceWords = surface === "" ? t("rule.noSurface") : surface ? t("rule.onSurface", { surface }) : undefined;
  return (
    <>
      {name ?? t("rule.anyEvent")}
      {(channelWords || surfaceWords) && <small> {[channelWords, surfaceWords].filter(Boolean).join(" ")}</small>}
    </>
  );
}
