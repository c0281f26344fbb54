import { describe, expect, it } from "vitest";
import { wordsOf } from "./words";

describe("the words of a version", () => {
  it.each([
    ["moved “Home page” to “Buy”", { key: "moved", name: "Home page", target: "Buy" }],
    ["moved the stage “Buy”", { key: "stageMoved", name: "Buy", target: "" }],
    ["removed the stage “Buy”", { key: "stageRemoved", name: "Buy", target: "" }],
    ["removed “Basket”", { key: "removed", name: "Basket", target: "" }],
    ["merged “A”, “B” into “C”", { key: "merged", name: "A, B", target: "C" }],
    ["placed “Ad Clicked” in “Discover”", { key: "placed", name: "Ad Clicked", target: "Discover" }],
    ["placed “Ad Clicked”", { key: "takenOut", name: "Ad Clicked", target: "" }],
    ["accepted all proposals", { key: "acceptedAll", name: "", target: "" }],
    ["set the title to “”", { key: "noTitle", name: "", target: "" }],
    ["changed the stage model to classic6", { key: "model", name: "classic6", target: "" }],
    ["restored version 12", { key: "restored", name: "12", target: "" }],
  ])("are taken apart: %s", (what, words) => {
    expect(wordsOf(what)).toEqual(words);
  });

  it("stay as they are where they are none of the server's", () => {
    expect(wordsOf("tidied up by hand")).toBeNull();
  });
});
