"""The map made one's own: a card carried to another stage, undone, kept over a reload, exported."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from files import shop
from playwright.sync_api import Locator, Page, expect
from words import word

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(server: Any) -> Any:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    return server


def stage_of(server: Any, touchpoint: str) -> str | None:
    places = server.get("/api/definitions")["definitions"]["touchpoints"]
    return next((place["stage"] for place in places if place["id"] == touchpoint), None)


def becomes(ask: Callable[[], Any], wanted: Any) -> None:
    """Waits until ``ask()`` is ``wanted``."""
    until = time.monotonic() + 15
    while ask() != wanted and time.monotonic() < until:
        time.sleep(0.1)
    assert ask() == wanted


def card(page: Page, touchpoint: str) -> Locator:
    return page.locator(f'[data-touchpoint="{touchpoint}"]').first


def two_stages(server: Any) -> tuple[str, str, str]:
    """A touchpoint, its stage, and a touchpoint of another stage."""
    stages = [stage for stage in server.post("/api/map")["answer"]["stages"] if stage["touchpoints"]]
    return stages[0]["touchpoints"][0]["id"], stages[0]["id"], stages[-1]["touchpoints"][0]["id"]


def carry(page: Page, touchpoint: str, onto: str) -> None:
    """Drags a card onto another one's right half."""
    begin, end = card(page, touchpoint).bounding_box(), card(page, onto).bounding_box()
    assert begin
    assert end
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(begin["x"] + begin["width"] / 2 + 20, begin["y"] + begin["height"] / 2, steps=4)
    page.mouse.move(end["x"] + end["width"] * 0.75, end["y"] + end["height"] / 2, steps=12)
    page.mouse.up()


def test_a_card_is_carried_to_another_stage_undone_and_kept(page: Page, filled: Any) -> None:
    touchpoint, home, onto = two_stages(filled)
    away = stage_of(filled, onto)
    page.goto("/")
    expect(card(page, touchpoint)).to_be_visible()

    carry(page, touchpoint, onto)
    becomes(lambda: stage_of(filled, touchpoint), away)
    page.keyboard.press("Control+z")
    becomes(lambda: stage_of(filled, touchpoint), home)
    page.keyboard.press("Control+Shift+z")
    becomes(lambda: stage_of(filled, touchpoint), away)

    page.reload()
    expect(card(page, touchpoint)).to_be_visible()
    page.get_by_role("button", name=word("map.undo"), exact=True).first.click()
    becomes(lambda: stage_of(filled, touchpoint), home)


def test_a_card_is_carried_by_keyboard(page: Page, filled: Any) -> None:
    touchpoint, home, _ = two_stages(filled)
    page.goto("/")
    card(page, touchpoint).focus()
    page.keyboard.press("Space")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until = time.monotonic() + 15
    while stage_of(filled, touchpoint) == home and time.monotonic() < until:
        time.sleep(0.1)
    assert stage_of(filled, touchpoint) != home


@pytest.mark.parametrize("item", ["svg", "png", "csv", "json"])
def test_the_map_is_exported(page: Page, filled: Any, item: str) -> None:
    page.goto("/")
    touchpoint, *_ = two_stages(filled)
    expect(card(page, touchpoint)).to_be_visible()
    page.get_by_role("button", name=word("map.export.menu")).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=word(f"map.export.{item}")).click()
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.endswith(f".{item}")
    if item == "svg":
        assert content.lstrip().startswith((b"<svg", b"<?xml"))
        assert b"<title" in content
        assert b"foreignObject" not in content
    elif item == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 20_000
    elif item == "csv":
        assert b"Product" in content
    else:
        answer = json.loads(content)
        assert (answer.get("answer", answer))["analysis"] == "map"


def test_the_address_holds_no_person(page: Page, filled: Any) -> None:
    page.goto("/customers")
    page.get_by_role("searchbox").fill("c0007")
    expect(page.get_by_role("status")).to_contain_text("1")
    page.get_by_role("link", name="c0007").first.click()
    page.wait_for_url(re.compile("/customers/[0-9a-f]{16}"))
    assert "c0007" not in page.url
    expect(page.get_by_text("Product Viewed").first).to_be_visible()
