import { ApiError } from "../../api/client";
import type { Parameters } from "../../api/explore";
import { labelOf } from "./step";

/** What the server's refusal is about: a parameter, the filter, the breakdown, or the question as a whole. */
export type Blamed = { parameter: string } | "where" | "audience" | "breakdown" | "all";

const SCOPE = ["where", "audience", "breakdown"] as const;
const CODES = ["workspace.no_property_column", "workspace.no_breakdown"];

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(labelOf).filter(Boolean);

/** The field that an error names, so that its sentence can stand there. */
export function blamed(error: Error, parameters: Parameters, where: string | undefined): Blamed {
  if (!(error instanceof ApiError)) return "all";
  const [body, field] = (error.where ?? "").split(".");
  if (body === "body" && field) {
    const scope = SCOPE.find((name) => name === field);
    if (scope) return scope;
    if (field in parameters) return { parameter: field };
  }
  if (error.said?.some(({ code }) => CODES.includes(code))) return "breakdown";
  // The rule is in the place that is marked, or it is that of the audience.
  if (error.code === "audience_error") return where && error.where?.includes(where.slice(0, 20)) ? "where" : "all";
  if (error.code === "unknown_step") {
    const found = Object.entries(parameters).find(([, value]) =>
      namesIn(value).some((name) => error.message.includes(`'${name}'`) || error.message.includes(`"${name}"`)),
    );
    if (found) return { parameter: found[0] };
  }
  return "all";
}
