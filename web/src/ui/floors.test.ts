import { expect, it } from "vitest";

const FLOORS = ["i18n", "api", "ui", "views", "rooms", "app"];
const SOURCES = import.meta.glob<string>("/src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const IMPORTS = /(?:from|import|import\()\s*"(\.[^"]+)"/g;

const floorOf = (path: string) => FLOORS.indexOf(path.split("/")[2] ?? "");
const roomOf = (path: string) => (path.startsWith("/src/rooms/") ? path.split("/")[3] : undefined);

function meets(from: string, to: string): boolean {
  if (floorOf(to) > floorOf(from)) return true;
  return roomOf(from) !== undefined && roomOf(to) !== undefined && roomOf(from) !== roomOf(to);
}

it("lets a file import only from its own floor and those below, and no room from another room", () => {
  const broken = Object.entries(SOURCES)
    .filter(([path]) => floorOf(path) >= 0)
    .flatMap(([path, text]) =>
      [...text.matchAll(IMPORTS)]
        .map(([, target]) => new URL(target ?? "", `file://${path}`).pathname)
        .filter((target) => meets(path, target))
        .map((target) => `${path} imports ${target}`),
    );
  expect(Object.keys(SOURCES).length).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});
