import { expect, it } from "vitest";
import { ApiError, Unreachable } from "../../api/client";
import { blamed } from "./faults";

const parameters = { steps: [{ stage: "Look" }, "Nowhere"], window: "14d" };

it("finds the field that a refusal names", () => {
  const refusal = (code: string, sentence: string, where?: string) => new ApiError(422, code, sentence, where);
  const of = (error: Error, rule?: string) => blamed(error, parameters, rule);
  expect(of(refusal("not_valid", "…", "body.window"))).toEqual({ parameter: "window" });
  expect(of(refusal("not_valid", "…", "body.steps.0.Step"))).toEqual({ parameter: "steps" });
  expect(of(refusal("not_valid", "…", "body.where"))).toBe("where");
  expect(of(refusal("unknown_step", "Step 'Nowhere' is no event of this workspace."))).toEqual({ parameter: "steps" });
  expect(of(refusal("audience_error", "…", "  late =\n        ^"), "late =")).toBe("where");
  expect(of(refusal("audience_error", "…", "  late =\n        ^"))).toBe("all");
  expect(of(new Unreachable())).toBe("all");
});
