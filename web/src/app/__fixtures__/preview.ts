import type { Preview, PreviewColumn, Role } from "../../api/types";

const column = (name: string, role: Role, type: string, distinct: number, samples: string[]): PreviewColumn => ({
  name,
  role,
  confidence: 0.97,
  reason: `“${name}” is a usual name for it`,
  type,
  samples,
  distinct,
});

const file: Preview = {
  file: "shop_events.csv",
  importer: "csv",
  encoding: "utf-8",
  separator: ",",
  rows: 186_400,
  rows_exact: true,
  size: 24_012_331,
  columns: [
    column("customer_id", "customer", "text", 12_904, ["20418", "20418", "31007", "11902", "27755"]),
    column("occurred_at", "time", "text", 186_102, ["05/09/2026 19:42:08", "05/09/2026 19:44:51"]),
    column("event", "event", "text", 41, ["Product Viewed", "Product Added", "Store Visit"]),
    column("channel", "channel", "text", 5, ["web", "web", "store", "app"]),
    column("item", "property", "text", 611, ["Arc floor lamp", "Arc floor lamp", "Łódź", "送貨太慢了"]),
    column("amount", "value", "number", 219, ["", "149.00", "", "", "219.00"]),
    column("campaign", "property", "text", 12, ["IG-autumn", "", "", "", ""]),
  ],
  time: {
    format: "%d/%m/%Y %H:%M:%S",
    confidence: 0.5,
    timezone: "Europe/Warsaw",
    ambiguous: true,
    choices: [
      { format: "dmy", label: "day/month/year", example: "05/09/2026 is 5 September 2026" },
      { format: "mdy", label: "month/day/year", example: "05/09/2026 is 9 May 2026" },
    ],
  },
  score_scale: null,
  events: [
    event("20418", "2026-09-05T19:42:08", "Product Viewed", "web", null, {
      item: "Arc floor lamp",
      campaign: "IG-autumn",
    }),
    event("20418", "2026-09-05T19:44:51", "Product Added", "web", 149, { item: "Arc floor lamp" }),
    event("31007", "2026-09-05T19:45:02", "Store Visit", "store", null, { item: "Łódź" }),
    event("11902", "2026-09-05T19:45:30", "Review Left", "app", null, { item: "送貨太慢了" }),
    event("31007", "2026-09-05T19:51:17", "Order Completed", "store", 89.5, { item: "Oak shelf" }),
  ],
  rejected_sample: [
    {
      line: 88,
      reason: "no_time",
      sentence: "The row has no time.",
      raw: "27755,,Order Completed,web,Wool rug,219.00,",
    },
  ],
  rejected_in_sample: 1,
  period: { from: "2026-01-01T00:00:00+01:00", to: "2026-09-30T23:00:00+02:00" },
  mapping: { customer: "customer_id", time: "occurred_at", event: "event", channel: "channel", value: "amount" },
  questions: [{ id: "time_format", text: "Which comes first, the day or the month?", choices: [] }],
  notes: [],
};

function event(
  customer: string,
  time: string,
  name: string,
  channel: string,
  value: number | null,
  properties: Record<string, unknown>,
): Preview["events"][number] {
  return { customer, time, name, channel, value, properties };
}

/** As the server does: what was answered is no longer asked. */
export function preview(body: unknown): Preview {
  const { mapping, options } = (body ?? {}) as { mapping?: Record<string, string>; options?: Record<string, string> };
  const roles = new Map(Object.entries(mapping ?? {}).map(([role, name]) => [name, role as Role]));
  return {
    ...file,
    columns: file.columns.map((each) => ({
      ...each,
      role: roles.get(each.name) ?? (mapping && each.role in mapping ? "property" : each.role),
    })),
    ...(options?.time_format && file.time && { time: { ...file.time, ambiguous: false }, questions: [] }),
  };
}
