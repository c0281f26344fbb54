import { describe, expect, it } from "vitest";
import type { MapAnswer } from "../../api/types";
import { createFormat } from "../../ui/format";
import { sentencesOf } from "./sentence";

const format = createFormat("en");
const answer = {
  journeys: 20_000,
  outcome: { name: "Second order", customers: 1028, share: 0.0514, low: 0.0484, high: 0.0545 },
  fall: { touchpoint: "home", name: "Home page", left: 4553, left_share: 0.2459 },
} as MapAnswer;

const said = (shown: MapAnswer, compare: MapAnswer | null = null) =>
  sentencesOf({ answer: shown, compare }, "Late", format);

describe("the answer in words", () => {
  it("says what is reached with its interval, then where most are lost", () => {
    expect(said(answer)).toEqual([
      { key: "outcome", values: { share: "5.1\u202F%", low: "4.8", high: "5.5", outcome: "Second order" } },
      { key: "fall", values: { name: "Home page", n: "4,553", share: "25\u202F%" }, count: 4553 },
    ]);
  });

  it("keeps no digit of a large share", () => {
    const large = { ...answer, outcome: { ...answer.outcome, share: 0.352, low: 0.301, high: 0.404 } } as MapAnswer;
    expect(said(large)[0]?.values).toMatchObject({ share: "35\u202F%", low: "30", high: "40" });
  });

  it("says how the comparison differs, right after what is reached", () => {
    expect(said(answer, answer).map(({ key }) => key)).toEqual(["outcome", "compared", "fall"]);
    const nobody = { ...answer, journeys: 0 } as MapAnswer;
    expect(said(answer, nobody)[1]).toEqual({ key: "comparedNobody", values: { with: "Late" } });
  });

  it("asks for an outcome, and names no loss where there is none", () => {
    const bare = { ...answer, outcome: null, fall: null } as MapAnswer;
    expect(said(bare)).toEqual([{ key: "noOutcome", values: {} }]);
  });
});
