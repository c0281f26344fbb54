import type { PreviewColumn, Role } from "../../api/types";

export type Roles = Readonly<Record<string, Role>>;

/** Without these no row is an event. */
export const REQUIRED = ["customer", "time", "event"] as const satisfies Role[];

const SHARED: ReadonlySet<Role> = new Set(["property", "ignore"]);

export function recognisedRoles(columns: PreviewColumn[]): Roles {
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]));
}

export function columnOf(roles: Roles, role: Role): string | undefined {
  return Object.keys(roles).find((column) => roles[column] === role);
}

/** Gives a column its role. Who held it before becomes a property: its values are kept, nothing is lost. */
export function assign(roles: Roles, column: string, role: Role): Roles {
  const held = SHARED.has(role) ? undefined : columnOf(roles, role);
  return { ...roles, ...(held !== undefined && { [held]: "property" as const }), [column]: role };
}

export function missingRoles(roles: Roles): (typeof REQUIRED)[number][] {
  return REQUIRED.filter((role) => columnOf(roles, role) === undefined);
}

export interface Slot {
  slot: string;
}

/** Splits "the time is <time/> in <zone/>" at its slots, in the order of its language. */
export function sentenceParts(template: string): (string | Slot)[] {
  return template
    .split(/(<\w+\/>)/)
    .filter((part) => part !== "")
    .map((part) => {
      const slot = /^<(\w+)\/>$/.exec(part)?.[1];
      return slot === undefined ? part : { slot };
    });
}

/** The sentences that say the mapping; optional roles each add one where a column holds them. */
export const OPTIONAL = ["surface", "value", "score", "actor"] as const satisfies Role[];
export type OptionalRole = (typeof OPTIONAL)[number];

export function optionalRoles(roles: Roles): OptionalRole[] {
  return OPTIONAL.filter((role) => columnOf(roles, role) !== undefined);
}
