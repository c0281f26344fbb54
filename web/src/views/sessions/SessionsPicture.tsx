import { useCallback } from "react";
import type { PictureProps, Variant } from "../figure/answers";
import { Figure } from "../figure/Figure";
import { gathered } from "../figure/gathered";
import type { Drawing } from "../figure/marks";
import { under } from "../figure/under";
import { useGroup } from "../figure/useGroup";
import { usePictureWords, type Words } from "../figure/words";
import { drawHistogram, type Histogram } from "./drawHistogram";
import { drawPlaces } from "./drawPlaces";
import type { Bin, Sessions } from "./model";

const NARROW = 760;
const GAP = 44;

/** Sessions: how many events they have, how long they are, where they begin and end. */
export function SessionsPicture({ answer, onPick, compareName, width }: PictureProps) {
  const words = usePictureWords(answer.period.timezone, compareName);
  const { shown, of, choice } = useGroup<Sessions>(answer, words);
  const layout = useCallback((place: number) => sessionsOf(shown, place, words, of), [shown, words, of]);
  const { t, format } = words;
  const { median_s } = shown.session_time;
  const label = t("pictures.sessions.finding", {
    n: format.number(shown.n),
    sessions: format.number(shown.sessions),
    time: median_s === null ? "–" : format.duration(median_s),
    bounce: words.sure(shown.bounce),
  });
  return (
    <div>
      {choice}
      <Figure label={label} layout={layout} onPick={onPick} width={width} />
    </div>
  );
}

export function sessionsOf(sessions: Sessions, width: number, words: Words, of: Variant<unknown> | undefined): Drawing {
  const places = drawPlaces(sessions.places, width, words, of);
  const both = histogramsOf(sessions, words).filter(({ bins }) => bins.length > 0);
  if (both.length === 0) return places;
  const columns = width < NARROW ? 1 : both.length;
  const wide = (width - (columns - 1) * GAP) / columns;
  const histograms = gathered(
    both.map((one) => drawHistogram(one, wide, words)),
    columns,
    GAP,
    20,
  );
  return under(histograms, places, 28);
}

function histogramsOf({ session_events, session_time }: Sessions, words: Words): Histogram[] {
  const { t, format } = words;
  const size = ({ from, to }: Bin) => {
    if (to === null) return t("pictures.sessions.orMore", { n: format.number(from) });
    return to - from === 1
      ? format.number(from)
      : t("pictures.sessions.range", { from: format.number(from), to: format.number(to - 1) });
  };
  const instant = ({ to }: Bin) => to !== null && to <= 0.001;
  const time = (bin: Bin) => {
    if (instant(bin)) return t("pictures.sessions.instant");
    const from = format.duration(bin.from);
    if (bin.to === null) return t("pictures.sessions.orMore", { n: from });
    return bin.from < 1
      ? t("pictures.sessions.under", { to: format.duration(bin.to) })
      : t("pictures.sessions.range", { from, to: format.duration(bin.to) });
  };
  const about = (median: string, mean: string) => t("pictures.sessions.about", { median, mean });
  const known = (value: number | null, text: (value: number) => string) => (value === null ? "–" : text(value));
  const events = (value: number) => format.number(value, 1);
  return [
    {
      id: "events",
      title: t("pictures.sessions.events"),
      about: about(known(session_events.median, events), known(session_events.mean, events)),
      bins: session_events.bins ?? [],
      median: session_events.median,
      name: (bin) => t("pictures.sessions.ofEvents", { n: size(bin) }),
      tick: size,
    },
    {
      id: "time",
      title: t("pictures.sessions.length"),
      about: about(known(session_time.median_s, format.duration), known(session_time.mean_s, format.duration)),
      bins: session_time.bins ?? [],
      median: session_time.median_s,
      name: time,
      tick: (bin) =>
        instant(bin)
          ? "0"
          : bin.to === null
            ? `${format.duration(bin.from)}+`
            : t("pictures.sessions.tick", { to: format.duration(bin.to) }),
    },
  ];
}
