import { toApiError, Unreachable } from "./client";

export interface Upload {
  upload: string;
}

/** Streams a file to the server. XMLHttpRequest, because fetch reports no progress of what it sends. */
export function upload(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-Footpath", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.onload = () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as Upload);
      else reject(toApiError(request.status, request.statusText, request.responseText));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
