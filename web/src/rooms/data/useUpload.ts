import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { upload } from "../../api/upload";
import { isRecipe, keepRecipe, RECIPE_BYTES } from "./recipe";

export interface Uploading {
  file: File | null;
  sent: number;
  error: Error | null;
  start: (files: File[]) => void;
  cancel: () => void;
}

/**
 * Sends a file to the workspace, then opens the check of its columns; or the files of a recipe that was given with them,
 * then the check of what it makes of them.
 */
export function useUpload(): Uploading {
  const { t } = useTranslation("data");
  const navigate = useNavigate();
  const abort = useRef<AbortController | null>(null);
  const [sent, setSent] = useState(0);
  const [file, setFile] = useState<File | null>(null);
  const sending = useMutation({
    mutationFn: async (files: File[]) => {
      abort.current = new AbortController();
      const { signal } = abort.current;
      const recipe = files.find(isRecipe);
      const data = files.filter((one) => !isRecipe(one));
      if (recipe && data.length === 0) throw new Error(t("recipe.alone"));
      if (recipe && recipe.size > RECIPE_BYTES) throw new Error(t("recipe.tooLarge"));
      const uploads: string[] = [];
      for (const one of recipe ? data : data.slice(0, 1)) {
        setSent(0);
        setFile(one);
        uploads.push((await upload(one, setSent, signal)).upload);
      }
      return { uploads, recipe: recipe ? await recipe.text() : null };
    },
    onSettled: () => setFile(null),
    onSuccess: ({ uploads, recipe }) => {
      if (recipe === null) return navigate({ to: "/data/check/$upload", params: { upload: uploads[0] ?? "" } });
      const joined = uploads.join(",");
      keepRecipe(joined, recipe);
      return navigate({ to: "/data/recipe", search: { uploads: joined } });
    },
  });
  const cancelled = sending.error instanceof DOMException && sending.error.name === "AbortError";
  return {
    file,
    sent,
    error: cancelled ? null : sending.error,
    start: sending.mutate,
    cancel: () => abort.current?.abort(),
  };
}
