import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Said } from "../api/types";
import { useFormat } from "./format";
import { shownValue } from "./said";

/** Says a sentence of the server in the reader's language; in its English where the page has no words for it. */
export type Say = (sentence: string, said?: Said | null) => string;

export function useSaid(): Say {
  // Nothing waits for these words: until they are there, or where they cannot be read, the English stands.
  const { t, i18n } = useTranslation("reasons", { useSuspense: false });
  const format = useFormat();
  const { language } = i18n;
  return useMemo(() => {
    const gap = language === "zh-TW" ? "" : " ";
    return (sentence, said) => {
      if (!said?.length || !said.every(({ code }) => i18n.exists(code, { ns: "reasons" }))) return sentence;
      return said
        .map(({ code, values }) => {
          const shown = Object.entries(values).map(([name, value]) => [
            name,
            shownValue(name, value, language, format),
          ]);
          return String(t(code as never, Object.fromEntries(shown) as never));
        })
        .join(gap);
    };
  }, [t, i18n, language, format]);
}
