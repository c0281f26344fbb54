import { useCallback } from "react";
import { groupsOf, type PictureProps, sidesOf, type Variant } from "../figure/answers";
import { Figure } from "../figure/Figure";
import type { Drawing } from "../figure/marks";
import { noted } from "../figure/Note";
import { toneOf } from "../figure/tones";
import { under } from "../figure/under";
import { usePictureWords, type Words } from "../figure/words";
import { Curve, type Series } from "./drawCurve";
import { drawTable, type HeatRow } from "./drawTable";
import { gridOf, MOST_COLUMNS, MOST_ROWS, type Retention, scaleOf } from "./model";

const NARROW = 720;
const MOST_CURVES = 8;

/** Retention: the mean curve with its band, and below it, on the same columns, the triangle of cohorts. */
export function Cohorts({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const layout = useCallback((place: number) => cohortsOf(answer, place, words), [answer, words]);
  return (
    <Figure label={findingOf(answer as unknown as Retention, words)} layout={layout} onPick={onPick} width={width} />
  );
}

export function cohortsOf(answer: PictureProps["answer"], width: number, words: Words): Drawing {
  const { t } = words;
  const whole = answer as unknown as Retention;
  const sides = sidesOf<Retention>(answer, words.here, words.there);
  const groups = groupsOf<Retention>(answer, t("room.cell.none"), t("room.cell.others"));
  const everybody: Variant<Retention> = { answer: whole, name: t("pictures.cohorts.mean"), cell: {}, compared: false };
  const curves = sides.length > 0 ? sides : [everybody, ...groups];
  const narrow = width < NARROW;
  const grid = gridOf(
    Math.min(whole.mean.length, MOST_COLUMNS),
    narrow ? 78 : 184,
    width - (curves.length > 1 && !narrow ? 110 : 0),
  );
  const means = curves.map(
    (of): HeatRow => ({
      id: `mean ${of.name}`,
      name: of.name,
      size: of.answer.n,
      cells: of.answer.mean,
      cohort: null,
      of,
    }),
  );
  // Groups are compared with one another; their cohorts would be a table each.
  const listed = groups.length > 0 ? [] : whole.cohorts.slice(-MOST_ROWS);
  const rows = listed.map(
    ({ cohort, size, cells }): HeatRow => ({
      id: cohort,
      name: dateOf(cohort, whole.unit, narrow, words),
      size,
      cells,
      cohort,
      of: sides[0],
    }),
  );
  const scale = scaleOf(means.map(({ cells }) => cells));
  const from = scale.trivial(0) && whole.mean.length > 1 ? 1 : 0;
  const series = curves.slice(0, MOST_CURVES).map(
    (of, place): Series => ({
      name: of.name,
      tone: of.compared ? "--ink-3" : toneOf(place),
      dashed: of.compared,
      cells: of.answer.mean.slice(0, grid.columns),
    }),
  );
  const height = narrow ? 150 : 200;
  const curve: Drawing = {
    width: Math.max(grid.width, width),
    height: height + 4,
    marks: [],
    paint: () => <Curve series={series} grid={{ ...grid, width }} height={height} from={from} words={words} />,
  };
  const table = drawTable([...means, ...rows], means.length, grid, whole.unit, words);
  const left = whole.cohorts.length - rows.length;
  const note =
    left > 0 && groups.length === 0
      ? t("pictures.cohorts.newest", {
          n: words.format.number(rows.length),
          of: words.format.number(whole.cohorts.length),
        })
      : "";
  return noted(whole.mode === "bracket" ? table : under(curve, table, 16), note);
}

function dateOf(cohort: string, unit: Retention["unit"], narrow: boolean, { format }: Words): string {
  const iso = `${cohort}T12:00:00Z`;
  if (Number.isNaN(Date.parse(iso))) return cohort;
  if (unit === "month") return format.monthYear(iso);
  return narrow ? format.dayMonth(iso) : format.date(iso);
}

function findingOf({ n, mean, unit }: Retention, words: Words): string {
  const { t, format } = words;
  const cells = mean.filter(({ first, share }) => first > 0 && share !== null);
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return t("pictures.cohorts.findingNone", { n: format.number(n) });
  const of = (cell: typeof first) => t(`pictures.cohorts.${unit}`, { k: format.number(cell.first) });
  return t("pictures.cohorts.finding", {
    n: format.number(n),
    first: of(first),
    share: words.sure(first),
    last: of(last),
    lastShare: words.sure(last),
  });
}
