import { type PreviewColumn, ROLES, type Role } from "../../api/types";

export type Roles = Readonly<Record<string, Role>>;

/** Without these no row is an event. */
export const REQUIRED = ["customer", "time", "event"] as const satisfies Role[];

/** Any number of columns may be these; each other role is one value of the event. */
const SHARED: ReadonlySet<Role> = new Set(["property", "ignore"]);
const SINGLE = ROLES.filter((role) => !SHARED.has(role));

export function recognisedRoles(columns: PreviewColumn[]): Roles {
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]));
}

/** Usually one; a date and a time of day in two columns are recognised together. */
export function columnsOf(roles: Roles, role: Role): string[] {
  return Object.keys(roles).filter((column) => roles[column] === role);
}

/** Gives a column its role. Who held it before becomes a property: its values are kept, nothing is lost. */
export function assign(roles: Roles, column: string, role: Role): Roles {
  const held = SHARED.has(role) ? [] : columnsOf(roles, role);
  return { ...roles, ...Object.fromEntries(held.map((other) => [other, "property" as const])), [column]: role };
}

/** The text that stands for a role in every row; null where a column has the role, or none. */
export function constantOf(mapping: Readonly<Record<string, string>>, role: Role): string | null {
  const written = mapping[role];
  return written && written.length > 1 && written.startsWith("=") ? written.slice(1) : null;
}

/** `mapping`: as the server recognised it; what it fills for every row is not missing. */
export function missingRoles(roles: Roles, mapping: Readonly<Record<string, string>>): (typeof REQUIRED)[number][] {
  return REQUIRED.filter((role) => columnsOf(roles, role).length === 0 && constantOf(mapping, role) === null);
}

/** What was changed, as the server takes it: the column of each changed role ("" for none), and what to leave out. */
export function changedMapping(roles: Roles, recognised: Roles): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const role of SINGLE) {
    const now = columnsOf(roles, role);
    const before = columnsOf(recognised, role);
    if (now.join("\n") !== before.join("\n")) mapping[role] = now[0] ?? "";
  }
  const ignored = columnsOf(roles, "ignore");
  if (ignored.join("\n") !== columnsOf(recognised, "ignore").join("\n")) mapping.ignore = ignored.join(",");
  return mapping;
}
