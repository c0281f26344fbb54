import i18next from "i18next";
import type { Said } from "./types";

/** A refusal of the server, as the sentence the person reads: what is wrong, where, what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly where?: string,
    readonly said?: Said,
  ) {
    super(sentence);
    this.name = "ApiError";
  }
}

/** The server did not answer at all: it is stopped, or the network is gone. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}

interface ErrorBody {
  error?: { code?: string; sentence?: string; where?: string; said?: Said };
}

/** Turns an error answer into an ApiError; a body that is not ours (a proxy's page, say) keeps its status line. */
export function toApiError(status: number, statusText: string, body: string): ApiError {
  try {
    const { error } = JSON.parse(body) as ErrorBody;
    if (error?.sentence) return new ApiError(status, error.code ?? "error", error.sentence, error.where, error.said);
  } catch {
    // Not JSON: fall through to the status line.
  }
  return new ApiError(status, "http", `${status} ${statusText}`.trim());
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, init);
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === "AbortError") throw reason;
    throw new Unreachable();
  }
}

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await reach(path, init);
  const text = await response.text();
  if (!response.ok) throw toApiError(response.status, response.statusText, text);
  return (text ? JSON.parse(text) : null) as T;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, { signal: signal ?? null });
}

/**
 * X-Footpath tells our own page from a form on somebody else's: a plain form cannot set it. What the server names
 * (stages and touchpoints that it proposes) it names in the page's language.
 */
export function post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  return request<T>(path, posting(body, signal));
}

/** An answer as a file. */
export async function postForFile(path: string, body: unknown, signal?: AbortSignal): Promise<Blob> {
  const response = await reach(path, posting(body, signal));
  if (!response.ok) throw toApiError(response.status, response.statusText, await response.text());
  return response.blob();
}

function posting(body: unknown, signal?: AbortSignal): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Footpath": "1", "Accept-Language": i18next.language ?? "en" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  };
}

export function del<T>(path: string): Promise<T> {
  return request<T>(path, { method: "DELETE", headers: { "X-Footpath": "1" } });
}

export function put<T>(path: string, body: string, type: string): Promise<T> {
  return request<T>(path, { method: "PUT", headers: { "Content-Type": type, "X-Footpath": "1" }, body });
}
