import { createInstance } from "i18next";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import english from "../../i18n/en/explore.json";
import { Figure, type OnPick } from "./Figure";
import type { Drawing, Mark } from "./marks";
import { Spot } from "./Spot";

const MARKS: Mark[] = [
  {
    id: "a",
    x: 10,
    y: 10,
    title: "First",
    lines: [["Customers", "7"]],
    pick: { behind: { cell: { step: 1 }, measure: "customers" } },
  },
  {
    id: "b",
    x: 60,
    y: 10,
    title: "Second",
    lines: [],
    pick: { behind: { cell: { step: 2 }, measure: "customers" }, compared: true },
  },
  { id: "c", x: 110, y: 10, title: "Third", lines: [] },
];
const layout = (width: number): Drawing => ({
  width,
  height: 20,
  marks: MARKS,
  paint: () => MARKS.map((mark) => <Spot key={mark.id} mark={mark} />),
});

let place: HTMLElement;
let root: Root;
const i18n = createInstance();

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  await i18n.use(initReactI18next).init({ lng: "en", resources: { en: { explore: english } }, ns: ["explore"] });
  place = document.body.appendChild(document.createElement("div"));
  root = createRoot(place);
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const show = (onPick?: OnPick) =>
  act(() =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <Figure label="What it says." layout={layout} width={200} onPick={onPick} />
      </I18nextProvider>,
    ),
  );
const mark = (id: string) => place.querySelector<SVGElement>(`[data-mark="${id}"]`) as SVGElement;
const press = (key: string) =>
  act(
    () =>
      void document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
      ),
  );
const stops = () =>
  [...place.querySelectorAll<SVGElement>("[data-mark]")]
    .filter(({ tabIndex }) => tabIndex === 0)
    .map(({ dataset }) => dataset.mark);

it("says what it shows, and its marks say themselves", () => {
  show();
  expect(place.querySelector("svg")?.getAttribute("role")).toBe("img");
  expect(place.querySelector("svg")?.getAttribute("aria-label")).toBe("What it says.");
  expect(mark("a").getAttribute("aria-label")).toBe("First, Customers: 7");
});

it("is one stop of Tab; arrows, Home and End lead from mark to mark", () => {
  show(() => undefined);
  expect(place.querySelector("svg")?.getAttribute("role")).toBe("group");
  expect(stops()).toEqual(["a"]);
  act(() => mark("a").focus());
  press("ArrowRight");
  expect(document.activeElement).toBe(mark("b"));
  expect(stops()).toEqual(["b"]);
  press("End");
  expect(document.activeElement).toBe(mark("c"));
  press("Home");
  expect(document.activeElement).toBe(mark("a"));
});

it("asks for what a mark stands for, by Enter and by a click, and for nothing where it stands for nobody", () => {
  const picked: [unknown, boolean][] = [];
  show((behind, compared) => picked.push([behind, compared]));
  act(() => mark("a").focus());
  press("Enter");
  act(() => void mark("b").dispatchEvent(new MouseEvent("click", { bubbles: true })));
  act(() => void mark("c").dispatchEvent(new MouseEvent("click", { bubbles: true })));
  expect(picked).toEqual([
    [{ cell: { step: 1 }, measure: "customers" }, false],
    [{ cell: { step: 2 }, measure: "customers" }, true],
  ]);
});

it("shows a card while a mark is focused, until Escape", () => {
  show(() => undefined);
  act(() => mark("a").focus());
  expect(place.textContent).toContain("First");
  press("Escape");
  expect(place.textContent).not.toContain("First");
});
