import { describe, expect, it } from "vitest";
import { assign, changedMapping, columnsOf, constantOf, missingRoles, type Roles } from "./mapping";
import { importRequest, UNTOUCHED } from "./request";

const recognised: Roles = { id: "customer", at: "time", what: "event", web: "property", note: "property" };

describe("the mapping of columns", () => {
  it("gives a role to one column, and keeps the values of the other as a property", () => {
    const roles = assign(recognised, "note", "event");
    expect(columnsOf(roles, "event")).toEqual(["note"]);
    expect(roles.what).toBe("property");
  });

  it("lets many columns be left out", () => {
    const roles = assign(assign(recognised, "web", "ignore"), "note", "ignore");
    expect(columnsOf(roles, "ignore")).toEqual(["web", "note"]);
    expect(changedMapping(roles, recognised)).toEqual({ ignore: "web,note" });
  });

  it("says what is missing", () => {
    expect(missingRoles(recognised, {})).toEqual([]);
    expect(missingRoles(assign(recognised, "at", "property"), {})).toEqual(["time"]);
  });

  it("takes what the server fills for every row as said", () => {
    const nameless: Roles = { id: "customer", at: "time" };
    expect(missingRoles(nameless, { customer: "id", time: "at", event: "=orders" })).toEqual([]);
    expect(constantOf({ event: "=orders" }, "event")).toBe("orders");
    expect(constantOf({ event: "what" }, "event")).toBeNull();
    expect(missingRoles(nameless, { event: "what" })).toEqual(["event"]);
  });

  it("sends only what was changed, and an emptied role as empty", () => {
    expect(changedMapping(recognised, recognised)).toEqual({});
    expect(changedMapping(assign(recognised, "web", "channel"), recognised)).toEqual({ channel: "web" });
    expect(changedMapping(assign(recognised, "what", "ignore"), recognised)).toEqual({ event: "", ignore: "what" });
  });

  it("keeps a date and a time of day that were recognised together", () => {
    const two: Roles = { id: "customer", date: "time", clock: "time", what: "event" };
    expect(changedMapping(assign(two, "what", "surface"), two)).toEqual({ event: "", surface: "what" });
    expect(changedMapping(assign(two, "date", "time"), two)).toEqual({ time: "date" });
  });
});

describe("the request", () => {
  it("is empty while nothing was touched", () => {
    expect(importRequest(UNTOUCHED, recognised)).toEqual({});
  });

  it("carries answers and the time zone as options", () => {
    const edits = { roles: null, timezone: "Asia/Taipei", answers: { time_format: "dmy" } };
    expect(importRequest(edits, recognised)).toEqual({ options: { time_format: "dmy", timezone: "Asia/Taipei" } });
  });
});
