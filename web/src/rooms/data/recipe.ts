/** The server takes no longer one. */
export const RECIPE_BYTES = 900_000;

export const isRecipe = ({ name }: File) => /\.ya?ml$/i.test(name);

const key = (uploads: string) => `recipe:${uploads}`;

/** Keeps the text of a recipe beside its uploads as long as the tab lives: the page can be loaded again. */
export function keepRecipe(uploads: string, text: string): void {
  try {
    sessionStorage.setItem(key(uploads), text);
  } catch {
    // No room: the page then asks for the files again.
  }
}

export function keptRecipe(uploads: string): string | null {
  return sessionStorage.getItem(key(uploads));
}
