import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MapAnswer, MapStage, Scope } from "../../../api/types";
import type { Edits } from "../../../ui/edits/useEdits";
import { useFormat } from "../../../ui/format";
import classes from "./Evidence.module.css";
import { Examples } from "./Examples";
import { type Figure, Figures } from "./Figures";
import { NameField } from "./NameField";

interface Props {
  stage: MapStage;
  answer: MapAnswer;
  compare: MapAnswer | null;
  scope: Scope;
  edits: Edits;
  onAddStage: (before: string | null) => void;
  onClose: () => void;
}

export function StageEvidence({ stage, answer, compare, scope, edits, onAddStage, onClose }: Props) {
  const { t } = useTranslation("map");
  const { stages } = answer;
  const { id } = stage;
  const place = stages.findIndex((one) => one.id === id);
  const move = (before: string | undefined) =>
    edits.edit({ do: "move_stage", stage: id, ...(before !== undefined && { before }) });
  const other = compare?.stages.find((one) => one.id === id);
  return (
    <>
      <div className={classes.head}>
        <div>
          <NameField name={stage.name} onName={(name) => edits.edit({ do: "rename_stage", stage: id, name })} />
          <p className={classes.quiet}>{t("evidence.stageOf", { place: place + 1, of: stages.length })}</p>
        </div>
      </div>
      <StageFigures stage={stage} other={other} journeys={answer.journeys} />
      <Examples place={id} scope={scope} />
      <section className={classes.buttons}>
        <Button variant="default" size="compact-md" disabled={place === 0} onClick={() => move(stages[place - 1]?.id)}>
          {t("stage.moveLeft")}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          disabled={place === stages.length - 1}
          onClick={() => move(stages[place + 2]?.id)}
        >
          {t("stage.moveRight")}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => onAddStage(id)}>
          {t("stage.addBefore")}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => onAddStage(stages[place + 1]?.id ?? null)}>
          {t("stage.addAfter")}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => edits.edit({ do: "remove_stage", stage: id }, onClose)}
        >
          {t("stage.remove")}
        </Button>
      </section>
    </>
  );
}

interface FiguresProps {
  stage: MapStage;
  other: MapStage | undefined;
  journeys: number;
}

function StageFigures({ stage, other, journeys }: FiguresProps) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const compared = (value: string | undefined) => (value ? t("evidence.compared", { value }) : undefined);
  const {
    customers,
    next_share,
    next_low,
    next_high,
    left,
    in_time,
    median_time_s,
    median_time_low: low,
    median_time_high: high,
  } = stage;
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
  ];
  if (next_share !== null && next_low !== null && next_high !== null)
    figures.push({
      name: t("evidence.goOn"),
      value: format.percent(next_share),
      note: [
        t("interval", { low: format.number(next_low * 100), high: format.number(next_high * 100) }),
        other?.next_share != null && compared(format.percent(other.next_share)),
      ]
        .filter(Boolean)
        .join(" · "),
    });
  if (left !== null) figures.push({ name: t("evidence.left"), value: format.number(left) });
  if (in_time !== null) figures.push({ name: t("evidence.inTime"), value: format.number(in_time) });
  if (median_time_s !== null)
    figures.push({
      name: t("evidence.median"),
      value: format.duration(median_time_s),
      note: [
        low !== null && high !== null && t("interval", { low: format.duration(low), high: format.duration(high) }),
        other?.median_time_s != null && compared(format.duration(other.median_time_s)),
      ]
        .filter(Boolean)
        .join(" · "),
    });
  for (const { scale, value, low, high, n } of stage.scores) {
    const figure = (score: number) => format.decimal(score, scale === "ces" ? 1 : 0);
    figures.push({
      name: scale.toUpperCase(),
      value: scale === "csat" ? format.percent(value / 100) : figure(value),
      note: [
        t("interval", { low: figure(low), high: figure(high) }),
        t("evidence.answers", { count: n, n: format.number(n) }),
      ].join(" · "),
    });
  }
  return <Figures figures={figures} />;
}
