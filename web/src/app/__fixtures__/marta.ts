import type { CustomerAnswer, CustomerEvent } from "../../api/types";

/** Day from 24 October 2026, channel, name, valence, stage, value. */
const STEPS: [number, string, string, number | null, string, number?][] = [
  [0.8, "Web", "Search ad", null, "Discover"],
  [1.78, "Web", "Product Viewed", null, "Compare"],
  [1.79, "Web", "Product Viewed", null, "Compare"],
  [1.8, "Web", "Product Viewed", 0.2, "Compare"],
  [2.9, "App", "Signed in", null, "Compare"],
  [5.4, "E-mail", "Reminder opened", null, "Compare"],
  [7.6, "Store", "Advice", 0.65, "Compare"],
  [9.3, "App", "Checkout started", null, "Buy"],
  [9.71, "App", "Card declined", -0.35, "Buy"],
  [9.72, "App", "Order Completed", null, "Buy", 149],
  [10.3, "E-mail", "Confirmation", null, "Receive"],
  [13.4, "SMS", "Delivery announced", null, "Receive"],
  [17.7, "Chat", "Where is my parcel", -0.6, "Receive"],
  [18.5, "Phone", "Call", -0.45, "Receive"],
  [19.6, "Carrier", "Delivered late", -0.7, "Receive"],
  [21.4, "E-mail", "Set-up video watched", 0.35, "Use"],
  [25.8, "Chat", "A switch is missing", -0.2, "Use"],
  [27.6, "App", "Product Viewed", null, "Use"],
];

const START = Date.parse("2026-10-24T00:00:00+02:00");

const events = STEPS.map(
  ([day, channel, name, valence, stage, value]): CustomerEvent => ({
    time: new Date(START + day * 86_400_000).toISOString(),
    name,
    channel,
    surface: channel === "Web" ? "/product/arc-floor-lamp" : null,
    actor: channel === "SMS" || name === "Confirmation" ? "company" : "customer",
    touchpoint: name,
    touchpoint_id: name.toLowerCase().replaceAll(" ", "-"),
    stage,
    value: value ?? null,
    score: valence === null ? null : 3 + Math.round(valence * 2),
    scale: valence === null ? null : "csat",
    valence,
    properties: channel === "Web" ? { item: "Arc floor lamp" } : {},
  }),
);

export const marta: CustomerAnswer = {
  id: "00000000000000a0",
  key: "Marta Zielińska",
  traits: { city: "Kraków", language: "pl", plan: "City renovators", country: "PL" },
  events,
  total: events.length,
};
