import { useCallback, useMemo, useState } from "react";
import { groupsOf, type PictureProps, pickOf, sidesOf, type Variant } from "../figure/answers";
import { Choice } from "../figure/Choice";
import choices from "../figure/Choice.module.css";
import { Figure } from "../figure/Figure";
import type { Mark } from "../figure/marks";
import { noted } from "../figure/Note";
import { usePictureWords, type Words } from "../figure/words";
import { drawMatrix, gutterOf, type Lolly, type Matrix } from "./drawMatrix";
import { drawStrips } from "./drawStrips";
import { type Attribution, type Measure, type Model, type Row, shareOf, solvedOf, sortedRows } from "./model";

const COLUMN = 66;
const MOST_ROWS = 40;

/** Attribution: what each model credits each row with, side by side; by groups, one model for all of them. */
export function Credits({ answer, onPick, compareName, currency, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { t } = words;
  const whole = answer as unknown as Attribution;
  const models = useMemo(() => solvedOf(answer as unknown as Attribution), [answer]);
  const [measure, setMeasure] = useState<Measure>("outcomes");
  const [chosen, setChosen] = useState<Model>("markov");
  const model = models.includes(chosen) ? chosen : (models.at(-1) ?? "linear");
  const groups = answer.breakdown !== undefined;
  const layout = useCallback(
    (place: number) => {
      const matrix = groups ? byGroup(answer, model, measure, words) : byModel(answer, measure, currency, words);
      const narrow = (place - gutterOf(place)) / matrix.columns.length < COLUMN;
      const drawing = narrow ? drawStrips(matrix, place, words) : drawMatrix(matrix, place, words);
      const more = whole.rows.length - matrix.rows.length;
      const notes = [
        more > 0 && t("pictures.more", { n: words.format.number(more) }),
        !groups && !narrow && models.includes("participation") && t("pictures.credits.own"),
        !narrow && answer.difference !== undefined && t("pictures.credits.hollow"),
      ];
      return noted(drawing, notes.filter(Boolean).join(" · "));
    },
    [answer, whole, models, groups, model, measure, currency, words, t],
  );
  const label =
    whole.outcome === null
      ? t("pictures.credits.noOutcome")
      : t("pictures.credits.finding", {
          outcome: whole.outcome,
          n: words.format.number(whole.attributed),
          rows: words.format.number(whole.rows.length),
          models: words.format.number(models.length),
        });
  return (
    <div>
      <div className={choices.row}>
        {whole.value_attributed > 0 && (
          <Choice
            label={t("room.table.measure")}
            value={measure}
            choices={[
              ["outcomes", t("pictures.credits.outcomes")],
              ["value", t("pictures.credits.value")],
            ]}
            onChoose={setMeasure}
          />
        )}
        {groups && (
          <Choice
            label={t("pictures.credits.model")}
            value={model}
            choices={models.map((one) => [one, words.column("attribution", one)])}
            onChoose={setChosen}
          />
        )}
      </div>
      {whole.attributed === 0 ? (
        <p>{whole.outcome === null ? t("pictures.credits.noOutcome") : t("pictures.credits.none")}</p>
      ) : (
        <Figure label={label} layout={layout} onPick={onPick} width={width} />
      )}
    </div>
  );
}

const keyOf = (row: Row) => JSON.stringify(row.name);

function cellOf(
  whole: Variant<Attribution>,
  row: Row,
  model: Model,
  measure: Measure,
  title: string,
  words: Words,
  there?: Variant<Attribution>,
): Lolly {
  const { t, format } = words;
  const share = shareOf(whole.answer, row, model, measure);
  const other =
    there &&
    shareOf(
      there.answer,
      there.answer.rows.find(({ name }) => name === row.name),
      model,
      measure,
    );
  const credit = measure === "value" ? row.credit_value[model] : row.credit[model];
  const lines: Mark["lines"] = [[t("pictures.credits.share"), words.share(share)]];
  if (credit !== null && credit !== undefined)
    lines.push([
      t(measure === "value" ? "pictures.credits.value" : "pictures.credits.outcomes"),
      format.number(credit, 1),
    ]);
  if (there) lines.push([there.name, words.share(other ?? null)]);
  lines.push([words.column("attribution", "touches"), format.number(row.touches)]);
  if (model === "markov" && row.removal !== null)
    lines.push([words.column("attribution", "removal"), words.share(row.removal)]);
  return {
    share,
    other: there ? (other ?? null) : undefined,
    mark: {
      id: `${keyOf(row)}/${model}/${whole.name}`,
      title,
      lines,
      pick: pickOf({ name: row.name }, "touches", whole),
    },
  };
}

/** Rows by models; of a comparison the other side as hollow dots. */
export function byModel(
  answer: PictureProps["answer"],
  measure: Measure,
  currency: string | undefined,
  words: Words,
): Matrix {
  const { t, format } = words;
  const [, there] = sidesOf<Attribution>(answer, words.here, words.there);
  const whole: Variant<Attribution> = { answer: answer as unknown as Attribution, name: "", cell: {}, compared: false };
  const models = solvedOf(whole.answer);
  return {
    columns: models.map((model) => ({
      key: model,
      name: words.column("attribution", model),
      own: model === "participation",
    })),
    rows: sortedRows(whole.answer, measure)
      .slice(0, MOST_ROWS)
      .map((row) => {
        const name = row.name ?? t("room.cell.none");
        const cost = row.cost && row.cost > 0 ? row.cost : undefined;
        const earned = row.credit_value.markov ?? row.credit_value.linear ?? 0;
        const touches = t("pictures.credits.touches", { count: row.touches, n: format.number(row.touches) });
        return {
          key: keyOf(row),
          name,
          lines: cost
            ? t("pictures.credits.cost", {
                cost: currency ? format.money(cost, currency) : format.number(cost),
                roas: format.decimal(earned / cost, 1),
              })
            : touches,
          cells: models.map((model) =>
            cellOf(whole, row, model, measure, `${name} · ${words.column("attribution", model)}`, words, there),
          ),
        };
      }),
  };
}

/** Rows by groups, by one model. */
export function byGroup(answer: PictureProps["answer"], model: Model, measure: Measure, words: Words): Matrix {
  const { t, format } = words;
  const whole: Variant<Attribution> = {
    answer: answer as unknown as Attribution,
    name: t("room.table.all"),
    cell: {},
    compared: false,
  };
  const variants = [whole, ...groupsOf<Attribution>(answer, t("room.cell.none"), t("room.cell.others"))];
  const none: Omit<Row, "name"> = { touches: 0, credit: { [model]: 0 }, credit_value: { [model]: 0 }, removal: null };
  return {
    columns: variants.map(({ name }, place) => ({ key: `${place} ${name}`, name })),
    rows: sortedRows(whole.answer, measure)
      .slice(0, MOST_ROWS)
      .map((row) => {
        const name = row.name ?? t("room.cell.none");
        return {
          key: keyOf(row),
          name,
          lines: t("pictures.credits.touches", { count: row.touches, n: format.number(row.touches) }),
          cells: variants.map((of) => {
            const own = of.answer.rows.find((one) => one.name === row.name) ?? { ...none, name: row.name };
            return cellOf(of, own, model, measure, `${name} · ${of.name}`, words);
          }),
        };
      }),
  };
}
