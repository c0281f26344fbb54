import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer, MapStage, MapTouchpoint, Scope } from "../../../api/types";
import { channelIcon } from "../../../ui/channelIcon";
import type { Edits } from "../../../ui/edits/useEdits";
import { useFormat } from "../../../ui/format";
import { Icon } from "../../../ui/Icon";
import { useSaid } from "../../../ui/useSaid";
import { feelingColour, shown } from "../../../views/path/feeling";
import classes from "./Evidence.module.css";
import { Examples } from "./Examples";
import { type Figure, Figures } from "./Figures";
import { Kinds } from "./Kinds";
import { NameField } from "./NameField";
import { TouchpointActs } from "./TouchpointActs";

interface Props {
  touchpoint: MapTouchpoint;
  stage: MapStage;
  answer: MapAnswer;
  compare: MapAnswer | null;
  definitions: Definitions | undefined;
  scope: Scope;
  edits: Edits;
  onClose: () => void;
}

export function TouchpointEvidence({ touchpoint, stage, answer, compare, definitions, scope, edits, onClose }: Props) {
  const { t } = useTranslation("map");
  const { id, name, channel, origin, reason, said, confidence } = touchpoint;
  const format = useFormat();
  const say = useSaid();
  const other = compare?.stages.flatMap((one) => one.touchpoints).find((one) => one.id === id);
  return (
    <>
      <div className={classes.head}>
        <Icon name={channelIcon(channel)} label={channel} />
        <div>
          <NameField
            name={name}
            onName={(text) => edits.edit({ do: "rename_touchpoint", touchpoint: id, name: text })}
          />
          <p className={classes.quiet}>{[stage.name, channel].filter(Boolean).join(" · ")}</p>
        </div>
      </div>
      {origin === "proposed" && (
        <div className={classes.proposal}>
          <p>
            <b>{t("evidence.proposed")}</b> {say(reason, said)}
            {confidence !== null && ` ${t("evidence.confidence", { share: format.percent(confidence) })}`}
          </p>
          <Button size="compact-sm" onClick={() => edits.pending || edits.edit({ do: "accept", touchpoint: id })}>
            {t("accept")}
          </Button>
        </div>
      )}
      <TouchpointFigures touchpoint={touchpoint} other={other} journeys={answer.journeys} />
      <Kinds touchpoint={touchpoint} edits={edits} />
      <Examples place={id} scope={scope} />
      <TouchpointActs
        touchpoint={touchpoint}
        stage={stage}
        answer={answer}
        definitions={definitions}
        edits={edits}
        onClose={onClose}
      />
    </>
  );
}

/** The grey of a neutral mark is too pale for text. */
const textColour = (feeling: number) =>
  feelingColour(feeling) === feelingColour(0) ? "var(--ink)" : feelingColour(feeling);

interface FiguresProps {
  touchpoint: MapTouchpoint;
  other: MapTouchpoint | undefined;
  journeys: number;
}

function TouchpointFigures({ touchpoint, other, journeys }: FiguresProps) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const { customers, events, left, in_time, left_share, feeling, feeling_low, feeling_high, feeling_n } = touchpoint;
  const compared = (value: string | undefined) => (value ? t("evidence.compared", { value }) : undefined);
  const figures: Figure[] = [
    {
      name: t("evidence.customers"),
      value: format.number(customers),
      note: other
        ? compared(format.number(other.customers))
        : journeys > 0
          ? t("evidence.ofJourneys", { share: format.percent(customers / journeys) })
          : undefined,
    },
    { name: t("evidence.events"), value: format.number(events), note: compared(other && format.number(other.events)) },
  ];
  if (left_share !== null)
    figures.push({
      name: t("evidence.left"),
      value: format.percent(left_share, left_share < 0.1 ? 1 : 0),
      note:
        other?.left_share != null
          ? compared(format.percent(other.left_share, other.left_share < 0.1 ? 1 : 0))
          : t("evidence.leftNote", { left: format.number(left), waiting: format.number(in_time) }),
    });
  figures.push({
    name: t("evidence.feeling"),
    value:
      feeling === null ? (
        t("evidence.noFeeling")
      ) : (
        <span style={{ color: textColour(feeling) }}>{format.signed(shown(feeling))}</span>
      ),
    note:
      feeling === null || feeling_low === null || feeling_high === null
        ? undefined
        : [
            t("interval", { low: format.signed(shown(feeling_low)), high: format.signed(shown(feeling_high)) }),
            t("evidence.answers", { count: feeling_n, n: format.number(feeling_n) }),
            other?.feeling != null && compared(format.signed(shown(other.feeling))),
          ]
            .filter(Boolean)
            .join(" · "),
  });
  if (touchpoint.score_mean !== null && touchpoint.score_scale)
    figures.push({
      name: t("evidence.score", { scale: touchpoint.score_scale.toUpperCase() }),
      value: format.decimal(touchpoint.score_mean, 1),
    });
  return <Figures figures={figures} />;
}
