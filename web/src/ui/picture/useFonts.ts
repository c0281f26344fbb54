import { useEffect, useState } from "react";
import { forgetWidths } from "./text";

/**
 * Draws again when fonts arrive, and counts how often: texts are measured with them, and those of Chinese come slice by
 * slice.
 */
export function useFonts(): number {
  const [loaded, setLoaded] = useState(0);
  useEffect(() => {
    const again = () => {
      forgetWidths();
      setLoaded((count) => count + 1);
    };
    document.fonts?.addEventListener("loadingdone", again);
    return () => document.fonts?.removeEventListener("loadingdone", again);
  }, []);
  return loaded;
}
