import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { initialLanguage, LANGUAGES, type Language, storeLanguage } from "./languages";

type Namespace = { default: Record<string, unknown> };
const files = import.meta.glob<Namespace>("./*/*.json");

/** Each room's words in each language are a small chunk of their own, read when the room first opens. */
const chunks: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`No words for ${namespace} in ${language}.`), null);
    load().then(
      (words) => done(null, words.default),
      (reason) => done(reason as Error, null),
    );
  },
};

function showLanguage(language: string): void {
  document.documentElement.lang = language === "zh-TW" ? "zh-Hant-TW" : language;
  // Chinese text may also stand in the data of any language; its glyphs load slice by slice, only those on the page.
  void import("./notoSansTC");
}

export async function startI18n(): Promise<typeof i18next> {
  await i18next
    .use(chunks)
    .use(initReactI18next)
    .init({
      lng: initialLanguage(),
      fallbackLng: "en",
      supportedLngs: LANGUAGES.map(({ code }) => code),
      load: "currentOnly",
      ns: ["common"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  showLanguage(i18next.language);
  i18next.on("languageChanged", showLanguage);
  return i18next;
}

export async function chooseLanguage(language: Language): Promise<void> {
  storeLanguage(language);
  await i18next.changeLanguage(language);
}
