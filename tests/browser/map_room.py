"""What a person does in the map's room, and what the server then holds."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect
from words import word


def becomes(ask: Callable[[], Any], wanted: Any) -> None:
    """Waits until ``ask()`` is ``wanted``."""
    until = time.monotonic() + 15
    while ask() != wanted and time.monotonic() < until:
        time.sleep(0.1)
    assert ask() == wanted


class Room:
    """The room on a page, and the server behind it."""

    def __init__(self, page: Page, server: Any) -> None:
        self.page = page
        self.server = server

    def open(self, search: str = "") -> None:
        self.page.goto(f"/{search}")
        expect(self.page.locator("#journey-map")).to_be_visible()

    # --- what is there

    def answer(self, **question: Any) -> Any:
        return self.server.post("/api/map", **question)["answer"]

    def definitions(self) -> Any:
        return self.server.get("/api/definitions")["definitions"]

    def stages(self) -> list[str]:
        return [stage["name"] for stage in self.definitions()["stages"]]

    def names(self) -> list[str]:
        return [touchpoint["name"] for touchpoint in self.definitions()["touchpoints"]]

    def kinds(self) -> list[tuple[str, str]]:
        """Every kind that the map shows, with the touchpoint that holds it or, in the tray, nothing."""
        answer = self.answer()
        held = [
            (kind["name"], touchpoint["name"])
            for stage in answer["stages"]
            for touchpoint in stage["touchpoints"]
            for kind in touchpoint["kinds"]
        ]
        return sorted(held + [(kind["name"], "") for kind in answer["unplaced"]])

    # --- what is on the page

    def button(self, path: str, **slots: str) -> Locator:
        return self.page.get_by_role("button", name=filled(path, **slots), exact=True)

    def card(self, touchpoint: str) -> Locator:
        return self.page.locator(f'[data-touchpoint="{touchpoint}"]')

    def stage(self, stage: str) -> Locator:
        return self.page.locator(f'[data-stage="{stage}"]')

    def evidence(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=filled("map.evidence.label", name=name))

    def says(self, path: str, **slots: str) -> None:
        """Waits for the announcement of an edit; a next edit must not overtake the map."""
        expect(self.page.get_by_role("status").filter(has_text=filled(path, **slots))).to_be_attached()
        expect(self.page.locator('[aria-busy="true"]')).to_have_count(0)

    # --- what is done

    def choose(self, menu: str, item: str | re.Pattern[str]) -> None:
        self.button(menu).click()
        self.page.get_by_role("menuitem", name=item).click()

    def carry(self, what: Locator, onto: Locator) -> None:
        """Drags by mouse, as a person does: slowly."""
        begin, end = what.bounding_box(), onto.bounding_box()
        assert begin
        assert end
        middle = begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2
        self.page.mouse.move(*middle)
        self.page.mouse.down()
        self.page.mouse.move(middle[0] + 10, middle[1] - 10, steps=3)
        self.page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
        self.page.mouse.up()

    def focused(self) -> str | None:
        """The touchpoint or stage whose card has the focus."""
        found = self.page.evaluate(
            "() => document.activeElement?.dataset.touchpoint ?? document.activeElement?.dataset.stage ?? null"
        )
        return None if found is None else str(found)


def filled(path: str, **slots: str) -> str:
    """The page's words with what is filled in."""
    text = word(path)
    for name, value in slots.items():
        text = text.replace("{{" + name + "}}", value)
    return text
