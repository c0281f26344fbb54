import { describe, expect, it } from "vitest";
import { LANGUAGES, preferredLanguage } from "./languages";

interface Words {
  [key: string]: string | Words;
}

const files = import.meta.glob<{ default: Words }>("./*/*.json", { eager: true });

function flatten(words: Words, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const words = (language: string, room: string) => {
  const file = files[`./${language}/${room}.json`];
  return new Map(file ? flatten(file.default) : []);
};

const ROOMS = [...new Set(Object.keys(files).map((path) => path.split("/")[2]?.replace(".json", "") ?? ""))];
const FORMS = /_(zero|one|two|few|many|other)$/;
const slots = (text: string) => [...text.matchAll(/\{\{\w+\}\}|<\w+\/?>/g)].map(([slot]) => slot).sort();

describe.each(ROOMS)("the words of %s", (room) => {
  const english = words("en", room);
  const plurals = new Set([...english.keys()].filter((key) => FORMS.test(key)).map((key) => key.replace(FORMS, "")));

  it.each(LANGUAGES.map(({ code }) => code))("are complete in %s", (language) => {
    const needed = [...english.keys()].filter((key) => !FORMS.test(key));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const plural of plurals) needed.push(...forms.map((form) => `${plural}_${form}`));
    expect([...words(language, room).keys()].sort()).toEqual(needed.sort());
  });

  it.each(LANGUAGES.map(({ code }) => code))("are never empty, and keep their slots, in %s", (language) => {
    for (const [key, text] of words(language, room)) {
      expect(text, key).not.toBe("");
      const source = english.get(key) ?? english.get(key.replace(FORMS, "_other"));
      expect(slots(text), key).toEqual(slots(source ?? ""));
    }
  });
});

describe("the language of a first visit", () => {
  it("is the first of ours that the browser asks for", () => {
    expect(preferredLanguage(["de-DE", "pl", "en"])).toBe("pl");
    expect(preferredLanguage(["zh-Hant-HK"])).toBe("zh-TW");
    expect(preferredLanguage(["de", "fr"])).toBe("en");
  });
});
