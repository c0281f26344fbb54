import { changedMapping, type Roles } from "./mapping";

export interface Edits {
  /** Null while the recognised roles stand untouched. */
  roles: Roles | null;
  timezone: string | null;
  /** Answers to the file's questions, by their id. */
  answers: Readonly<Record<string, string>>;
}

export const UNTOUCHED: Edits = { roles: null, timezone: null, answers: {} };

export interface ImportRequest {
  mapping?: Record<string, string>;
  options?: Record<string, string>;
}

/** The edits as the server takes them; nothing of what was left as recognised. */
export function importRequest({ roles, timezone, answers }: Edits, recognised: Roles): ImportRequest {
  const mapping = roles === null ? {} : changedMapping(roles, recognised);
  const options = { ...answers, ...(timezone !== null && { timezone }) };
  return {
    ...(Object.keys(mapping).length > 0 && { mapping }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}
