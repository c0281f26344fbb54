import type { AnalysisAnswer } from "../../../api/explore";
import type { Said } from "../../../api/types";
import type { Format } from "../../../ui/format";
import { isKnown, type Known } from "../known";

export interface Sentence {
  key: string;
  values: Record<string, string>;
}

/** The words that a sentence takes from the page. */
export interface Naming {
  none: string;
  others: string;
}

interface Share {
  share: number | null;
  low: number | null;
  high: number | null;
}

const digitsOf = (share: number) => (share < 0.1 ? 1 : 0);

function shareWords({ share, low, high }: Share, format: Format): Record<string, string> | null {
  if (share === null || low === null || high === null) return null;
  const digits = digitsOf(share);
  return {
    share: format.percent(share, digits),
    low: format.decimal(low * 100, digits),
    high: format.decimal(high * 100, digits),
  };
}

/** A length of time at the end of a sentence: its own full stop ("sek.") is the sentence's. */
const timeWords = (seconds: number, format: Format) => format.duration(seconds).replace(/\.$/, "");

type Say = (answer: never, format: Format, naming: Naming) => Sentence[];

interface Funnel {
  n: number;
  steps: { name: string; customers: number; dropped: number; in_window: number }[];
  converted: Share & { customers: number; median_s: number | null };
}

function funnel({ n, steps, converted }: Funnel, format: Format): Sentence[] {
  const share = shareWords(converted, format);
  const [first, last] = [steps[0], steps.at(-1)];
  if (!share || !first || !last) return [];
  const waiting = steps.reduce((sum, step) => sum + step.in_window, 0);
  const fall = steps.reduce((most, step) => (step.dropped > most.dropped ? step : most), first);
  const said: Sentence[] = [
    {
      key: "funnel_converted",
      values: { ...share, customers: format.number(converted.customers), n: format.number(n), last: last.name },
    },
  ];
  if (converted.median_s !== null && converted.customers > 0)
    said.push({ key: "funnel_half", values: { time: timeWords(converted.median_s, format) } });
  if (fall.dropped > 0) said.push({ key: "funnel_fall", values: { name: fall.name, n: format.number(fall.dropped) } });
  if (waiting > 0) said.push({ key: "funnel_waiting", values: { n: format.number(waiting) } });
  return said;
}

interface Paths {
  paths: ({ path: string[]; customers: number } & Share)[];
}

function paths({ paths: [most] }: Paths, format: Format): Sentence[] {
  const share = most && shareWords(most, format);
  if (!share) return [];
  const path = most.path.join(" → ");
  return [{ key: "paths_most", values: { ...share, path, n: format.number(most.customers) } }];
}

interface Transitions {
  edges: { from: string; to: string; count: number; customers: number; median_s: number | null }[];
}

function transitions({ edges }: Transitions, format: Format): Sentence[] {
  const move = edges.find(({ from, to }) => from !== "START" && to !== "END" && from !== to);
  const end = edges.find(({ from, to }) => to === "END" && from !== "START");
  const said: Sentence[] = [];
  if (move)
    said.push({
      key: "transitions_most",
      values: { from: move.from, to: move.to, n: format.number(move.count), customers: format.number(move.customers) },
    });
  if (move && move.median_s !== null)
    said.push({ key: "transitions_half", values: { time: timeWords(move.median_s, format) } });
  if (end) said.push({ key: "transitions_end", values: { name: end.from, n: format.number(end.count) } });
  return said;
}

interface Retention {
  unit: string;
  mode: string;
  mean: ({ first: number; customers: number } & Share)[];
}

function retention({ unit, mode, mean }: Retention, format: Format): Sentence[] {
  const cells = mean.filter(({ first, customers }) => first > 0 && customers > 0);
  const [first, last] = [cells[0], cells.at(-1)];
  const said = (key: string, cell: (typeof cells)[number] | undefined): Sentence[] => {
    const share = cell && shareWords(cell, format);
    return share ? [{ key: `retention_${key}_${unit}`, values: { ...share, k: format.number(cell.first) } }] : [];
  };
  if (mode === "on_or_after") return said("later", first);
  return mode === "on" ? [...said("first", first), ...said("last", last === first ? undefined : last)] : [];
}

interface Attribution {
  outcome: string | null;
  outcomes: number;
  attributed: number;
  rows: { name: string | null; credit: Record<string, number | null> }[];
}

function attribution(
  { outcome, outcomes, attributed, rows }: Attribution,
  format: Format,
  { none }: Naming,
): Sentence[] {
  if (outcome === null) return [{ key: "attribution_noOutcome", values: {} }];
  const said: Sentence[] = [
    {
      key: "attribution_outcomes",
      values: { outcome, n: format.number(outcomes), attributed: format.number(attributed) },
    },
  ];
  const model = rows.some(({ credit }) => credit.markov !== null) ? "markov" : "linear";
  const credited = (row: Attribution["rows"][number]) => row.credit[model] ?? 0;
  const most = rows.reduce<Attribution["rows"][number] | undefined>(
    (best, row) => (best === undefined || credited(row) > credited(best) ? row : best),
    undefined,
  );
  if (most && attributed > 0)
    said.push({
      key: `attribution_most_${model}`,
      values: { name: most.name ?? none, share: format.percent(credited(most) / attributed) },
    });
  return said;
}

interface Sessions {
  n: number;
  sessions: number;
  per_customer: number | null;
  session_time: { median_s: number | null };
  bounce: Share;
}

function sessions({ n, sessions: all, per_customer, session_time, bounce }: Sessions, format: Format): Sentence[] {
  if (per_customer === null) return [];
  const said: Sentence[] = [
    {
      key: "sessions_all",
      values: { sessions: format.number(all), n: format.number(n), per: format.decimal(per_customer, 1) },
    },
  ];
  if (session_time.median_s !== null)
    said.push({ key: "sessions_half", values: { time: timeWords(session_time.median_s, format) } });
  const share = shareWords(bounce, format);
  if (share) said.push({ key: "sessions_bounce", values: share });
  return said;
}

interface Trends {
  n: number;
  series: { points: { events: number }[] }[];
  anomalies: {
    from: string;
    name: string | null;
    other: boolean;
    measure: string;
    found: number;
    expected: number;
    low: number;
    high: number;
  }[];
  refused: string | null;
  refused_said: Said;
}

function trends({ n, series, anomalies, refused }: Trends, format: Format, { none, others }: Naming): Sentence[] {
  const events = series.reduce((sum, { points }) => sum + points.reduce((part, point) => part + point.events, 0), 0);
  const said: Sentence[] = [{ key: "trends_all", values: { events: format.number(events), n: format.number(n) } }];
  const [odd] = anomalies;
  if (odd)
    said.push({
      key: series.length > 1 ? "trends_oddOf" : "trends_odd",
      values: {
        name: odd.name ?? (odd.other ? others : none),
        day: odd.from.length > 10 ? format.dateTime(odd.from) : format.date(odd.from),
        found: format.number(odd.found, 1),
        low: format.number(odd.low, 1),
        high: format.number(odd.high, 1),
      },
    });
  else if (refused === null) said.push({ key: "trends_usual", values: {} });
  return said;
}

interface StepMatrix {
  rows: ({ step: number; name: string | null; customers: number } & Share)[];
}

/** Where most journeys begin, and how many are over by the last step. */
function step_matrix({ rows }: StepMatrix, format: Format): Sentence[] {
  const first = rows.filter(({ step, name }) => step === 1 && name !== null);
  const most = first.reduce<(typeof rows)[number] | undefined>(
    (best, row) => (best === undefined || row.customers > best.customers ? row : best),
    undefined,
  );
  const over = rows.findLast(({ name }) => name === "END");
  const [begins, ends] = [most && shareWords(most, format), over && shareWords(over, format)];
  const said: Sentence[] = [];
  if (most && begins) said.push({ key: "step_matrix_begin", values: { ...begins, name: most.name ?? "" } });
  if (over && ends) said.push({ key: "step_matrix_over", values: { ...ends, k: format.number(over.step) } });
  return said;
}

const SAY = {
  ...{ funnel, paths, transitions, retention, attribution, sessions, trends, step_matrix },
} as Record<Known, Say>;

/** The answer in plain words; none where the page has no words for this analysis. */
export function sentencesOf(answer: AnalysisAnswer, format: Format, naming: Naming): Sentence[] {
  return isKnown(answer.analysis) ? SAY[answer.analysis](answer as never, format, naming) : [];
}
