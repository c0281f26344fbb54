import { describe, expect, it } from "vitest";
import { toApiError } from "./client";

describe("toApiError", () => {
  it("keeps the server's sentence", () => {
    const body = '{"error":{"code":"empty_file","sentence":"The file is empty; choose another one.","where":"name"}}';
    expect(toApiError(422, "Unprocessable", body)).toMatchObject({
      status: 422,
      code: "empty_file",
      message: "The file is empty; choose another one.",
      where: "name",
    });
  });

  it("keeps the status line of an answer that is not ours", () => {
    expect(toApiError(502, "Bad Gateway", "<html>").message).toBe("502 Bad Gateway");
  });
});
