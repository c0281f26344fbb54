import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { MapAnswer } from "../../api/types";
import { useFormat } from "../../ui/format";
import classes from "./MapTable.module.css";
import { StageRow, TouchpointRow } from "./MapTableRows";
import { type Comparing, Sheet } from "./Sheet";

interface Props {
  answer: MapAnswer;
  compare: MapAnswer | null;
  compareName: string | null;
}

/** The same map as tables: touchpoints by stage, stages, what has no place yet, ways back. */
export function MapTable({ answer, compare, compareName }: Props) {
  const { t } = useTranslation("journey");
  const format = useFormat(answer.period.timezone);
  const names = new Map(answer.stages.flatMap((stage) => stage.touchpoints).map(({ id, name }) => [id, name]));
  const others = {
    stages: new Map(compare?.stages.map((stage) => [stage.id, stage])),
    touchpoints: new Map(compare?.stages.flatMap(({ touchpoints }) => touchpoints).map((one) => [one.id, one])),
  };
  const comparing: Comparing | null = compare && {
    name: compareName || t("compared"),
    journeys: [answer.journeys, compare.journeys],
  };
  const shared = { comparing, format };
  return (
    <div className={classes.tables}>
      <Sheet
        title={answer.title || t("title")}
        words={2}
        heads={["name", "channel", "customers", "events", "left", "waiting", "feeling", "answers"]}
        compared={["customers", "feeling"]}
        comparing={comparing}
      >
        {answer.stages.map((stage) => (
          <Fragment key={stage.id}>
            <tr className={classes.stage}>
              <th scope="rowgroup" colSpan={2}>
                {stage.name}
              </th>
              <td>{format.number(stage.customers)}</td>
              <td colSpan={comparing ? 9 : 5} />
            </tr>
            {stage.touchpoints.map((touchpoint) => (
              <TouchpointRow
                key={touchpoint.id}
                touchpoint={touchpoint}
                other={others.touchpoints.get(touchpoint.id)}
                {...shared}
              />
            ))}
          </Fragment>
        ))}
      </Sheet>
      <Sheet
        title={t("table.stages")}
        words={1}
        heads={["stage", "customers", "goOn", "time", "channels", "scores"]}
        compared={["customers", "goOn", "time"]}
        comparing={comparing}
      >
        {answer.stages.map((stage) => (
          <StageRow key={stage.id} stage={stage} other={others.stages.get(stage.id)} {...shared} />
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
