import { useTranslation } from "react-i18next";
import type { MapStage, MapTouchpoint } from "../../api/types";
import type { Format } from "../../ui/format";
import classes from "./MapTable.module.css";
import { scoreWords } from "./Scores";
import { type Comparing, Figures } from "./Sheet";

interface Shared {
  comparing: Comparing | null;
  format: Format;
}

export function TouchpointRow({
  touchpoint,
  other,
  comparing,
  format,
}: Shared & { touchpoint: MapTouchpoint; other: MapTouchpoint | undefined }) {
  const feeling = [touchpoint.feeling, other?.feeling ?? null] as const;
  return (
    <tr>
      <th scope="row">{touchpoint.name}</th>
      <td>{touchpoint.channel}</td>
      <Customers own={touchpoint.customers} other={other?.customers ?? 0} comparing={comparing} format={format} />
      <td>{format.number(touchpoint.events)}</td>
      <td>{format.number(touchpoint.left)}</td>
      <td>{format.number(touchpoint.in_time)}</td>
      <Figures
        comparing={comparing}
        own={feelingWords(touchpoint, format)}
        other={other ? feelingWords(other, format) : ""}
        difference={feeling[0] === null || feeling[1] === null ? "" : format.signed(2 * (feeling[0] - feeling[1]))}
      />
      <td>{format.number(touchpoint.feeling_n)}</td>
    </tr>
  );
}

export function StageRow({
  stage,
  other,
  comparing,
  format,
}: Shared & { stage: MapStage; other: MapStage | undefined }) {
  const { t } = useTranslation("journey");
  const goOn = useGoOn(format);
  const channels = stage.channels.map(({ name, share }) => `${name || t("noChannel")} ${format.percent(share)}`);
  const scores = stage.scores.map((score) => {
    const { value, low, high } = scoreWords(score, format);
    return `${score.scale.toUpperCase()} ${value} [${t("range", { low, high })}] · n ${format.number(score.n)}`;
  });
  const shares = [stage.next_share, other?.next_share ?? null] as const;
  const times = [stage.median_time_s, other?.median_time_s ?? null] as const;
  return (
    <tr>
      <th scope="row">{stage.name}</th>
      <Customers own={stage.customers} other={other?.customers ?? 0} comparing={comparing} format={format} />
      <Figures
        comparing={comparing}
        own={goOn(stage)}
        other={goOn(other)}
        difference={
          shares[0] === null || shares[1] === null
            ? ""
            : t("change", { points: format.signed((shares[0] - shares[1]) * 100, 1) })
        }
      />
      <Figures
        comparing={comparing}
        own={times[0] === null ? "" : format.duration(times[0])}
        other={times[1] === null ? "" : format.duration(times[1])}
        difference={times[0] === null || times[1] === null ? "" : signedDuration(times[0] - times[1], format)}
      />
      <Listed lines={channels} />
      <Listed lines={scores} />
    </tr>
  );
}

/** Customers; where maps are compared, with their share of the journeys, of which alone the difference is told. */
function Customers({ own, other, comparing, format }: Shared & { own: number; other: number }) {
  const { t } = useTranslation("journey");
  if (!comparing) return <td>{format.number(own)}</td>;
  const [mine, theirs] = comparing.journeys;
  const words = (count: number, of: number) =>
    of === 0 ? format.number(count) : `${format.number(count)} · ${format.percent(count / of, 1)}`;
  const points = mine === 0 || theirs === 0 ? null : (own / mine - other / theirs) * 100;
  return (
    <Figures
      comparing={comparing}
      own={words(own, mine)}
      other={words(other, theirs)}
      difference={points === null ? "" : t("change", { points: format.signed(points, 1) })}
    />
  );
}

function useGoOn(format: Format): (stage: MapStage | undefined) => string {
  const { t } = useTranslation("journey");
  return (stage) => {
    if (!stage || stage.next_share === null) return "";
    const { next_share: share, next_low, next_high } = stage;
    const low = format.percent(next_low ?? share, 1);
    const high = format.percent(next_high ?? share, 1);
    return `${format.percent(share, 1)} [${t("range", { low, high })}]`;
  };
}

function feelingWords({ feeling, feeling_low, feeling_high }: MapTouchpoint, format: Format): string {
  if (feeling === null) return "";
  const drawn = (value: number) => format.signed(2 * value);
  return `${drawn(feeling)} [${drawn(feeling_low ?? feeling)}, ${drawn(feeling_high ?? feeling)}]`;
}

function signedDuration(seconds: number, format: Format): string {
  const sign = seconds < 0 ? "\u2212" : seconds > 0 ? "+" : "";
  return `${sign}${format.duration(Math.abs(seconds))}`;
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
