import { useCallback, useState } from "react";
import { Text } from "../../ui/picture/Text";
import { fitted, widthOf } from "../../ui/picture/text";
import { askedOf, type PictureProps, pickOf } from "../figure/answers";
import { Choice } from "../figure/Choice";
import choices from "../figure/Choice.module.css";
import { Figure } from "../figure/Figure";
import type { Drawing, Mark } from "../figure/marks";
import { noted } from "../figure/Note";
import { Spot } from "../figure/Spot";
import { boundsText, differenceText, valueText } from "../figure/valueText";
import { usePictureWords, type Words } from "../figure/words";
import { ZeroDot } from "../figure/ZeroDot";
import { zeroScale } from "../figure/zero";
import { type Gap, gapsOf, measuresOf, titlesOf } from "./model";

const MOST = 30;
const NARROW = 640;
const HEAD = 26;

/** How two answers differ, row by row: the difference with its interval around zero. */
export function Difference({ answer, onPick, compareName, counted, width, id }: PictureProps & { id?: string }) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { t } = words;
  const [chosen, setChosen] = useState<string>();
  const measures = measuresOf(answer);
  const measure = chosen !== undefined && measures.includes(chosen) ? chosen : (measures[0] ?? "");
  const layout = useCallback(
    (place: number) => differenceOf(answer, measure, place, words, askedOf(measure, counted)),
    [answer, measure, counted, words],
  );
  if (measures.length === 0) return null;
  const name = (head: string) => words.column(answer.analysis, head);
  return (
    <section>
      <h2 className={choices.title}>{t("pictures.difference.title")}</h2>
      <div className={choices.row}>
        <Choice
          label={t("room.table.measure")}
          value={measure}
          choices={measures.map((head) => [head, name(head)])}
          onChoose={setChosen}
        />
      </div>
      <Figure
        id={id}
        label={t("pictures.difference.finding", { measure: name(measure) })}
        layout={layout}
        onPick={onPick}
        width={width}
      />
    </section>
  );
}

export function differenceOf(
  answer: PictureProps["answer"],
  measure: string,
  width: number,
  words: Words,
  asked?: string,
): Drawing {
  const { t, format } = words;
  // Of a step matrix only the rest has no name.
  const none = t(answer.analysis === "step_matrix" ? "room.cell.others" : "room.cell.none");
  const titles = { code: titlesOf(answer, "code"), id: titlesOf(answer, "id") };
  const gaps = gapsOf(answer, measure, (key, cell) => {
    if (key === "code" || key === "id") return titles[key].get(cell) ?? String(cell);
    if (cell === "START" || cell === "END") return t(cell === "START" ? "room.cell.start" : "room.cell.end");
    if (typeof cell === "boolean") return cell ? t("room.cell.others") : "";
    if (key === "step") return t("pictures.heat.step", { k: String(cell) });
    if (key === "path") return String(cell).replaceAll(" > ", " → ");
    return cell === null ? none : String(cell);
  });
  const more = gaps.length - MOST;
  // On a phone the line has no room for the key; the answer's own words say what differs.
  const tested = width >= NARROW && gaps.some(({ p }) => p !== null) ? [t("pictures.difference.key")] : [];
  const rest = more > 0 ? [t("pictures.more", { n: format.number(more) })] : [];
  return noted(drawGaps(gaps.slice(0, MOST), measure, width, words, asked), [...tested, ...rest].join(" "));
}

function markOf(
  gap: Gap,
  index: number,
  measure: string,
  words: Words,
  place: { x: number; y: number; asked: string | undefined },
): Mark {
  const { x, y, asked } = place;
  const { t } = words;
  const known = (value: number | null) => (value === null ? "–" : valueText(value, measure, words));
  return {
    id: String(index),
    x,
    y,
    title: gap.name,
    lines: [
      [
        t("pictures.difference.title"),
        [differenceText(gap.difference, measure, words), boundsText(gap.low, gap.high, measure, words)]
          .filter(Boolean)
          .join(" "),
      ],
      [words.here, known(gap.value)],
      [words.there, known(gap.other)],
      ...(gap.p === null
        ? []
        : [[words.column("", "p_adjusted"), words.format.probability(gap.p)] as [string, string]]),
    ],
    pick: asked ? pickOf(gap.keys, asked) : undefined,
  };
}

function drawGaps(gaps: Gap[], measure: string, width: number, words: Words, asked: string | undefined): Drawing {
  const narrow = width < NARROW;
  const names = narrow ? 0 : Math.min(width * 0.38, Math.max(0, ...gaps.map(({ name }) => widthOf(name, 13))) + 20);
  const textOf = (gap: Gap) =>
    [differenceText(gap.difference, measure, words), boundsText(gap.low, gap.high, measure, words)]
      .filter(Boolean)
      .join(" ");
  const figures = narrow ? 0 : Math.max(0, ...gaps.map((gap) => widthOf(textOf(gap), 12))) + 16;
  const scale = zeroScale(
    gaps.flatMap(({ difference, low, high }) => [difference, low, high]),
    names + 10,
    width - figures - 10,
  );
  const pitch = narrow ? 46 : 30;
  const rows = gaps.map((gap, index) => {
    const y = HEAD + index * pitch + (narrow ? 32 : 14);
    return { gap, y, mark: markOf(gap, index, measure, words, { x: scale.x(gap.difference), y, asked }) };
  });
  const bottom = HEAD + rows.length * pitch;
  const edge = (value: number) => differenceText(value, measure, words);
  return {
    width,
    height: bottom + 6,
    marks: rows.map(({ mark }) => mark),
    paint: () => (
      <>
        <g aria-hidden="true">
          <path d={`M${scale.x(0)} ${HEAD - 6}V${bottom}`} style={{ stroke: "var(--ink-3)" }} />
          <Text x={scale.x(0)} y={12} anchor="middle" tone="ink-2">
            0
          </Text>
          <Text x={scale.x(-scale.most)} y={12} tone="ink-2">
            {edge(-scale.most)}
          </Text>
          <Text x={scale.x(scale.most)} y={12} anchor="end" tone="ink-2">
            {edge(scale.most)}
          </Text>
        </g>
        {rows.map(({ gap, y, mark }) => (
          <Spot key={mark.id} mark={mark} ring={{ x: 0, y: y - pitch / 2 + 2, width, height: pitch - 4 }}>
            <rect x={0} y={y - pitch / 2} width={width} height={pitch} style={{ fill: "transparent" }} />
            <Text x={0} y={narrow ? y - 14 : y + 5} size={13}>
              {fitted(gap.name, narrow ? width - widthOf(textOf(gap), 12) - 14 : names - 16, 13)}
            </Text>
            <ZeroDot
              scale={scale}
              y={y}
              difference={gap.difference}
              low={gap.low}
              high={gap.high}
              differs={gap.differs}
            />
            <Text x={width} y={narrow ? y - 14 : y + 4} anchor="end" tone="ink-2">
              {textOf(gap)}
            </Text>
          </Spot>
        ))}
      </>
    ),
  };
}
