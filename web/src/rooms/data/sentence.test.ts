import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../i18n/languages";
import { sentenceParts, sentencesOf } from "./sentence";

describe("the mapping sentence", () => {
  it("keeps the words around its slots, in the order of the language", () => {
    expect(sentenceParts("The time is <time/> in <timezone/>.")).toEqual([
      "The time is ",
      { slot: "time" },
      " in ",
      { slot: "timezone" },
      ".",
    ]);
    expect(sentenceParts("<customer/>是顧客")).toEqual([{ slot: "customer" }, "是顧客"]);
  });

  it("says a channel or that there is none, and only the optional roles that a column holds", () => {
    expect(sentencesOf({ a: "customer", b: "time", c: "event" }, false)).toEqual(["main", "withoutChannel"]);
    expect(sentencesOf({ a: "channel", b: "score", c: "value" }, true)).toEqual([
      "mainZoned",
      "channel",
      "value",
      "score",
    ]);
  });

  it.each(LANGUAGES.map(({ code }) => code))("asks for customer, time, zone and event in %s", async (code) => {
    const { sentence } = (await import(`../../i18n/${code}/data.json`)).default as { sentence: Record<string, string> };
    const slots = (key: string) =>
      sentenceParts(sentence[key] ?? "")
        .flatMap((part) => (typeof part === "string" ? [] : [part.slot]))
        .sort();
    expect(slots("main")).toEqual(["customer", "event", "time", "timezone"]);
    expect(slots("mainZoned")).toEqual(["customer", "event", "time"]);
    for (const role of ["channel", "surface", "value", "score", "scale", "actor"]) expect(slots(role)).toEqual([role]);
  });
});
