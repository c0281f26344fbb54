import type { CustomerList, ImportProgress, ImportRow, RejectedAnswer, Status } from "../../api/types";
import { marta } from "./marta";
import { preview } from "./preview";

const empty = () => sessionStorage.getItem("fixture") === "empty";

const status = (): Status => ({
  name: "Lamps and shelves",
  version: "0.1.0",
  timezone: "Europe/Warsaw",
  currency: "EUR",
  events: empty() ? 0 : 186_188,
  customers: empty() ? 0 : 12_904,
  kinds: 41,
  touchpoints: 12,
  unplaced: 3,
  newest: "2026-09-30T19:51:17+02:00",
  oldest: "2026-01-01T00:03:11+01:00",
  snapshot: { version: 7, at: "2026-10-01T08:00:00+02:00", events: 186_188 },
  imports: empty() ? 0 : 4,
  can_undo: false,
  can_redo: false,
});

const imports: ImportRow[] = [
  row("4", "store_visits_september.parquet", "running", 20_400, 1_220, 0, 0, "2026-10-02T10:12:00+02:00"),
  row("3", "shop_events.csv", "done", 186_188, 12_904, 212, 0, "2026-10-01T08:00:00+02:00"),
  row("2", "shop_events.csv", "undone", 186_188, 12_904, 212, 0, "2026-09-30T17:41:00+02:00"),
  row(
    "1",
    "crm-export_Łódź_旅程.xlsx.csv",
    "failed",
    0,
    0,
    0,
    0,
    "2026-09-30T17:02:00+02:00",
    "Line 4 of crm-export.csv is longer than 16 MB; is this a CSV file?",
  ),
];

function row(
  id: string,
  name: string,
  state: ImportRow["state"],
  events: number,
  customers: number,
  rejected: number,
  skipped: number,
  started: string,
  error: string | null = null,
): ImportRow {
  return { id, name, state, events, customers, rejected, skipped, started, seconds: 4, error };
}

const begun = Date.now();
function progress(id: string): ImportProgress {
  const past = imports.find((other) => other.id === id && other.state !== "running");
  const share = Math.min((Date.now() - begun) / 9000, 0.86);
  return {
    ...(past ??
      row(id, "shop_events.csv", "running", Math.round(share * 186_188), 0, 212, 0, "2026-10-02T10:12:00+02:00")),
    rows_read: Math.round(share * 186_400),
    bytes_read: share * 24e6,
    bytes_total: 24e6,
  };
}

const rejected: RejectedAnswer = {
  total: 215,
  by_reason: { no_time: 212, no_customer: 3 },
  rows: [
    [88_102, "no_time", "The row has no time.", "27755,,Order Completed,web,Wool rug,219.00,"],
    [90_417, "no_time", "The row has no time.", "27755,,Review Left,app,送貨太慢了,,"],
    [104_001, "no_customer", "The row names no customer.", ",2026-04-11 09:12:00,Store Visit,store,Łódź,,"],
  ].map(([line, reason, sentence, raw]) => ({
    id: String(line),
    import_id: "3",
    file: "shop_events.csv",
    cells: String(raw)
      .split(",")
      .map((text, place) => ({ column: `column ${place + 1}`, text })),
    line: Number(line),
    reason: String(reason),
    sentence: String(sentence),
    raw: String(raw),
  })),
};

const customers = (text: string | null): CustomerList => {
  const rows = ["Marta Zielińska", "20418", "ana.popescu@example.org", "陳怡君", "a_7f3c91", "31007"].map(
    (key, index) => ({
      id: `00000000000000a${index}`,
      key,
      events: 31 - index * 4,
      first: `2026-0${index + 1}-14T10:12:00+01:00`,
      last: "2026-09-22T18:20:00+02:00",
      stage: ["Use", "Buy", "Compare", "Come back", null, "Discover"][index] ?? null,
      channels: ["web", "app", "store", "email", "sms"].slice(index % 3, 5 - (index % 2)),
    }),
  );
  const found = rows.filter(({ key }) => key.toLowerCase().includes((text ?? "").toLowerCase()));
  return { total: text ? found.length : 12_904, rows: found };
};

/** The answer to "METHOD /path", or undefined where there is none. */
export function answer(request: string, body: unknown, asked: URLSearchParams): unknown {
  if (request === "GET /status") return status();
  if (request === "GET /imports") return { imports: empty() ? [] : imports };
  if (request === "GET /rejected" || /^GET \/imports\/\w+\/rejected$/.test(request))
    return { ...rejected, rows: rejected.rows.filter(({ reason }) => reason === asked.get("reason")) };
  if (/^GET \/imports\/\w+$/.test(request)) return progress(request.split("/").at(-1) ?? "");
  if (/^POST \/imports\/\w+\/(cancel|undo)$/.test(request)) return {};
  if (request === "POST /imports" || request === "POST /sample") return { import_id: "9" };
  if (/^POST \/uploads\/\w+\/preview$/.test(request)) return preview(body);
  if (request === "POST /customers/search") return customers((body as { text: string | null }).text);
  if (/^GET \/customers\/\w+$/.test(request)) return marta;
  return undefined;
}
