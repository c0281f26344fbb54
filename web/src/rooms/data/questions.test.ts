import { describe, expect, it } from "vitest";
import type { Preview } from "../../api/types";
import { openQuestions, readAs } from "./questions";

const preview = (more: Partial<Preview>): Preview => ({
  file: "a.csv",
  importer: "csv",
  encoding: "utf-8",
  separator: ",",
  rows: 10,
  rows_exact: true,
  size: 100,
  columns: [],
  time: null,
  score_scale: null,
  events: [],
  rejected_sample: [],
  rejected_in_sample: 0,
  period: null,
  questions: [],
  notes: [],
  mapping: {},
  ...more,
});

describe("open questions", () => {
  it("asks day or month with the two readings", () => {
    const [question, ...others] = openQuestions(
      preview({
        time: {
          format: "day/month/year",
          confidence: 0.5,
          timezone: "UTC",
          ambiguous: true,
          choices: [
            { format: "dmy", label: "day/month/year", example: "05/09/2026 is 5 September 2026" },
            { format: "mdy", label: "month/day/year", example: "05/09/2026 is 9 May 2026" },
          ],
        },
        questions: [{ id: "time_format", text: "Which is it?", choices: [] }],
      }),
    );
    expect(others).toEqual([]);
    expect(question).toMatchObject({ id: "time_format", kind: "dayOrMonth" });
    expect(question?.choices.map(({ value }) => value)).toEqual(["dmy", "mdy"]);
  });

  it("leaves a missing customer or time to the open word of the sentence", () => {
    expect(openQuestions(preview({ questions: [{ id: "customer", text: "", choices: [] }] }))).toEqual([]);
  });

  it("lets unreadable times be described", () => {
    const [question] = openQuestions(preview({ questions: [{ id: "time_format", text: "no", choices: [] }] }));
    expect(question).toMatchObject({ kind: "timePattern", choices: [] });
  });
});

describe("readAs", () => {
  it("reads a date in either order", () => {
    expect(readAs("05/09/2026 10:00", "dmy")).toEqual({ written: "05/09/2026", iso: "2026-09-05T12:00:00Z" });
    expect(readAs("5.9.26", "mdy")?.iso).toBe("2026-05-09T12:00:00Z");
  });

  it("reads nothing into a text without a date, or an order it does not know", () => {
    expect(readAs("yesterday", "dmy")).toBeNull();
    expect(readAs("05/09/2026", "ymd")).toBeNull();
  });
});
