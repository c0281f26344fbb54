import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer, MapStage, MapTouchpoint } from "../../api/types";
import { type Format, useFormat } from "../../ui/format";
import classes from "./MapTable.module.css";
import { scoreWords } from "./Scores";

/** The same map as tables: touchpoints by stage, stages, what has no place yet, ways back. */
export function MapTable({ answer }: { answer: MapAnswer }) {
  const { t } = useTranslation("journey");
  const format = useFormat(answer.period.timezone);
  const names = new Map(answer.stages.flatMap((stage) => stage.touchpoints).map(({ id, name }) => [id, name]));
  return (
    <div className={classes.tables}>
      <Sheet
        title={answer.title || t("title")}
        words={2}
        heads={["name", "channel", "customers", "events", "left", "waiting", "feeling", "answers"]}
      >
        {answer.stages.map((stage) => (
          <Fragment key={stage.id}>
            <tr className={classes.stage}>
              <th scope="rowgroup" colSpan={2}>
                {stage.name}
              </th>
              <td>{format.number(stage.customers)}</td>
              <td colSpan={5} />
            </tr>
            {stage.touchpoints.map((touchpoint) => (
              <TouchpointRow key={touchpoint.id} touchpoint={touchpoint} format={format} />
            ))}
          </Fragment>
        ))}
      </Sheet>
      <Sheet
        title={t("table.stages")}
        words={1}
        heads={["stage", "customers", "goOn", "interval", "time", "channels", "scores"]}
      >
        {answer.stages.map((stage) => (
          <StageRow key={stage.id} stage={stage} format={format} />
        ))}
      </Sheet>
      {answer.unplaced.length > 0 && (
        <Sheet title={t("table.unplaced")} words={3} heads={["event", "channel", "surface", "customers", "events"]}>
          {answer.unplaced.map((kind) => (
            <tr key={kind.code}>
              <th scope="row">{kind.name}</th>
              <td>{kind.channel}</td>
              <td>{kind.surface}</td>
              <td>{format.number(kind.customers)}</td>
              <td>{format.number(kind.events)}</td>
            </tr>
          ))}
        </Sheet>
      )}
      {answer.returns.length > 0 && (
        <Sheet title={t("table.returns")} words={2} heads={["from", "to", "customers"]}>
          {answer.returns.map(({ from, to, customers }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{names.get(from) ?? from}</th>
              <td>{names.get(to) ?? to}</td>
              <td>{format.number(customers)}</td>
            </tr>
          ))}
        </Sheet>
      )}
    </div>
  );
}

type Head = Exclude<keyof typeof import("../../i18n/en/journey.json")["table"], "">;

/** A table whose first `words` columns hold words, the rest figures. */
function Sheet({
  title,
  heads,
  words,
  children,
}: {
  title: string;
  heads: Head[];
  words: number;
  children: ReactNode;
}) {
  const { t } = useTranslation("journey");
  return (
    <table className={classes.table} data-words={words}>
      <caption className={classes.caption}>{title}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`table.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function TouchpointRow({ touchpoint, format }: { touchpoint: MapTouchpoint; format: Format }) {
  const { feeling, feeling_low, feeling_high } = touchpoint;
  const drawn = (value: number) => format.signed(2 * value);
  return (
    <tr>
      <th scope="row">{touchpoint.name}</th>
      <td>{touchpoint.channel}</td>
      <td>{format.number(touchpoint.customers)}</td>
      <td>{format.number(touchpoint.events)}</td>
      <td>{format.number(touchpoint.left)}</td>
      <td>{format.number(touchpoint.in_time)}</td>
      <td>
        {feeling !== null && `${drawn(feeling)} [${drawn(feeling_low ?? feeling)}, ${drawn(feeling_high ?? feeling)}]`}
      </td>
      <td>{format.number(touchpoint.feeling_n)}</td>
    </tr>
  );
}

function StageRow({ stage, format }: { stage: MapStage; format: Format }) {
  const { t } = useTranslation("journey");
  const { next_share, next_low, next_high, median_time_s } = stage;
  const channels = stage.channels.map(({ name, share }) => `${name || t("noChannel")} ${format.percent(share)}`);
  const scores = stage.scores.map((score) => {
    const { value, low, high } = scoreWords(score, format);
    return `${score.scale.toUpperCase()} ${value} [${t("range", { low, high })}] · n ${format.number(score.n)}`;
  });
  return (
    <tr>
      <th scope="row">{stage.name}</th>
      <td>{format.number(stage.customers)}</td>
      <td>{next_share !== null && format.percent(next_share, 1)}</td>
      <td>
        {next_low !== null &&
          next_high !== null &&
          `[${t("range", { low: format.percent(next_low, 1), high: format.percent(next_high, 1) })}]`}
      </td>
      <td>{median_time_s !== null && format.duration(median_time_s)}</td>
      <Listed lines={channels} />
      <Listed lines={scores} />
    </tr>
  );
}

function Listed({ lines }: { lines: string[] }) {
  return (
    <td className={classes.listed}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </td>
  );
}
