import { useTranslation } from "react-i18next";
import type { Kind, MapTouchpoint } from "../../../api/types";
import type { Edits } from "../../../ui/edits/useEdits";
import { useFormat } from "../../../ui/format";
import classes from "./Evidence.module.css";

/** The kinds of event that make a touchpoint, each of which can be taken out of it. */
export function Kinds({ touchpoint, edits }: { touchpoint: MapTouchpoint; edits: Edits }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const { kinds } = touchpoint;
  const takeOut = ({ name, channel, surface }: Kind) =>
    edits.edit(
      kinds.length === 1
        ? { do: "remove_touchpoint", touchpoint: touchpoint.id }
        : { do: "place_kind", name, channel, surface },
    );
  return (
    <section>
      <h3>{t("evidence.kinds")}</h3>
      <ul className={classes.kinds}>
        {kinds.map((kind) => (
          <li key={kind.code}>
            <div>
              {kind.name}
              <small>{[kind.channel, kind.surface].filter(Boolean).join(" · ")}</small>
            </div>
            <span className={classes.count}>{format.number(kind.events)}</span>
            <button
              type="button"
              aria-label={t("evidence.takeOutOf", { name: kind.name })}
              onClick={() => takeOut(kind)}
            >
              {t("evidence.takeOut")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
