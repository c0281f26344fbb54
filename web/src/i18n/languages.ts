export const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "pl", name: "Polski" },
  { code: "ro", name: "Română" },
  { code: "zh-TW", name: "繁體中文" },
] as const;

export type Language = (typeof LANGUAGES)[number]["code"];

const STORED = "footpath.language";

/** The first language of ours that the browser asks for; any Chinese is served Traditional, the one Chinese we have. */
export function preferredLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const base = tag.toLowerCase().split("-")[0];
    const found = LANGUAGES.find(({ code }) => code.toLowerCase().split("-")[0] === base);
    if (found) return found.code;
  }
  return "en";
}

export function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  const known = LANGUAGES.find(({ code }) => code === stored);
  return known?.code ?? preferredLanguage(navigator.languages);
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}
