import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { upload } from "../../api/upload";

export interface Uploading {
  file: File | null;
  sent: number;
  error: Error | null;
  start: (file: File) => void;
  cancel: () => void;
}

/** Sends a file to the workspace, then opens the check of its columns. */
export function useUpload(): Uploading {
  const navigate = useNavigate();
  const abort = useRef<AbortController | null>(null);
  const [sent, setSent] = useState(0);
  const sending = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController();
      setSent(0);
      return upload(file, setSent, abort.current.signal);
    },
    onSuccess: (answer) => navigate({ to: "/data/check/$upload", params: { upload: answer.upload } }),
  });
  const cancelled = sending.error instanceof DOMException && sending.error.name === "AbortError";
  return {
    file: sending.isPending ? (sending.variables ?? null) : null,
    sent,
    error: cancelled ? null : sending.error,
    start: sending.mutate,
    cancel: () => abort.current?.abort(),
  };
}
