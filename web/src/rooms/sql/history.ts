const KEY = "footpath.sql";
const MOST = 20;

/** The last questions of this browser, the newest first. They are sent nowhere. */
export function readHistory(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query): query is string => typeof query === "string") : [];
  } catch {
    return [];
  }
}

/** The history with a question that was asked, as it is now kept. */
export function remember(query: string): string[] {
  const asked = query.trim();
  const kept = [asked, ...readHistory().filter((other) => other !== asked)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still answers.
  }
  return kept;
}

export function forget(): string[] {
  localStorage.removeItem(KEY);
  return [];
}
