import { ROLES } from "../../api/types";
import { columnOf, type Roles } from "./mapping";

export interface Edits {
  /** Null while the recognised roles stand untouched. */
  roles: Roles | null;
  timezone: string | null;
  answers: Readonly<Record<string, string>>;
}

export const UNTOUCHED: Edits = { roles: null, timezone: null, answers: {} };

export interface ImportRequest {
  mapping?: Record<string, string>;
  options?: Record<string, unknown>;
}

/** What was changed, as the server takes it: the column of each role, and the columns to leave out. */
export function importRequest({ roles, timezone, answers }: Edits): ImportRequest {
  const request: ImportRequest = {};
  const options: Record<string, unknown> = { ...answers };
  if (timezone !== null) options.timezone = timezone;
  if (roles !== null) {
    const single = ROLES.filter((role) => role !== "property" && role !== "ignore");
    request.mapping = Object.fromEntries(
      single.flatMap((role) => {
        const column = columnOf(roles, role);
        return column === undefined ? [] : [[role, column]];
      }),
    );
    const ignored = Object.keys(roles).filter((column) => roles[column] === "ignore");
    if (ignored.length > 0) options.ignore = ignored;
  }
  if (Object.keys(options).length > 0) request.options = options;
  return request;
}
