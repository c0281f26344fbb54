"""The picture of the map in the hand: cards carried by pointer and by keys, kept over a reload; what keys reach."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from files import shop
from playwright.sync_api import Locator, Page, expect
from words import pattern, word

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(server: Any) -> Any:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    return server


def order(server: Any) -> dict[str, list[str]]:
    """The touchpoints of each stage, from left to right."""
    stages = server.post("/api/map")["answer"]["stages"]
    return {stage["id"]: [place["id"] for place in stage["touchpoints"]] for stage in stages}


def stage_of(server: Any, touchpoint: str) -> str | None:
    return next((stage for stage, places in order(server).items() if touchpoint in places), None)


def becomes(ask: Callable[[], Any], wanted: Any) -> None:
    """Waits until ``ask()`` is ``wanted``."""
    until = time.monotonic() + 15
    while ask() != wanted and time.monotonic() < until:
        time.sleep(0.1)
    assert ask() == wanted


def card(page: Page, touchpoint: str) -> Locator:
    return page.locator(f'[data-touchpoint="{touchpoint}"]').first


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drawn_before(page: Page, left: str, right: str) -> bool:
    return middle(card(page, left))[0] < middle(card(page, right))[0]


def first_and_last(server: Any) -> tuple[str, str]:
    places = [places for places in order(server).values() if places]
    return places[0][0], places[-1][-1]


def test_a_card_dragged_to_another_stage_is_there_after_a_reload(page: Page, filled: Any) -> None:
    touchpoint, onto = first_and_last(filled)
    away = stage_of(filled, onto)
    page.goto("/")
    expect(card(page, touchpoint)).to_be_visible()
    (x, y), (to_x, to_y) = middle(card(page, touchpoint)), middle(card(page, onto))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.move(to_x + 10, to_y, steps=12)
    page.mouse.up()
    becomes(lambda: stage_of(filled, touchpoint), away)

    page.reload()
    expect(card(page, touchpoint)).to_be_visible()
    assert stage_of(filled, touchpoint) == away
    assert drawn_before(page, onto, touchpoint)


def test_a_card_carried_by_keys_is_there_after_a_reload(page: Page, filled: Any) -> None:
    touchpoint, onto = first_and_last(filled)
    away = stage_of(filled, onto)
    page.goto("/")
    card(page, touchpoint).focus()
    page.keyboard.press("Space")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect(card(page, touchpoint)).to_be_focused()
    page.keyboard.press("Enter")
    becomes(lambda: stage_of(filled, touchpoint), away)

    page.reload()
    expect(card(page, touchpoint)).to_be_visible()
    assert drawn_before(page, onto, touchpoint)


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_a_card_that_is_given_up_stays(page: Page, filled: Any, key: str) -> None:
    touchpoint, _ = first_and_last(filled)
    before = order(filled)
    page.goto("/")
    card(page, touchpoint).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(key)
    expect(page.get_by_text(word("journey.carry.gaveUp"))).to_be_attached()
    assert order(filled) == before


def test_what_is_carried_by_keys_stays_in_sight_of_a_map_that_scrolls(page: Page, filled: Any) -> None:
    page.set_viewport_size({"width": 900, "height": 900})
    touchpoint, onto = first_and_last(filled)
    page.goto("/?mode=read")
    card(page, touchpoint).focus()
    page.keyboard.press("Space")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect(card(page, onto)).to_be_in_viewport()
    expect(page.get_by_role("scrollbar", name=word("journey.minimap"))).to_have_attribute("aria-valuenow", "100")
    page.keyboard.press("Escape")


def test_the_minimap_scrolls_by_keys_and_stands_only_where_the_map_scrolls(page: Page, filled: Any) -> None:
    touchpoint, onto = first_and_last(filled)
    page.set_viewport_size({"width": 900, "height": 900})
    page.goto("/?mode=read")
    minimap = page.get_by_role("scrollbar", name=word("journey.minimap"))
    minimap.focus()
    page.keyboard.press("End")
    expect(card(page, onto)).to_be_in_viewport()
    expect(card(page, touchpoint)).not_to_be_in_viewport()
    page.keyboard.press("Home")
    expect(card(page, touchpoint)).to_be_in_viewport()
    page.set_viewport_size({"width": 2200, "height": 900})
    expect(minimap).to_have_count(0)


def test_the_names_of_the_stages_stay_at_the_top_of_a_page_that_scrolls(page: Page, filled: Any) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    touchpoint, _ = first_and_last(filled)
    page.goto("/")
    expect(card(page, touchpoint)).to_be_visible()
    name = page.locator("[data-stage] title").first.text_content()
    page.mouse.move(700, 300)
    page.mouse.wheel(0, 420)
    bar = page.locator("svg").filter(has=page.locator("title", has_text=word("journey.lane.stages")))
    expect(bar).to_be_in_viewport()
    expect(bar).to_contain_text(name or "")


def test_a_stage_is_added_between_two(page: Page, filled: Any) -> None:
    before = list(order(filled))
    page.goto("/")
    page.get_by_role("button", name=pattern("journey.addStageBefore")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("textbox").fill("Wishing")
    page.keyboard.press("Enter")
    becomes(lambda: len(order(filled)), len(before) + 1)
    after = list(order(filled))
    assert [after[0], *after[2:]] == before


def test_a_double_click_renames(page: Page, filled: Any) -> None:
    touchpoint, _ = first_and_last(filled)
    page.goto("/")
    expect(card(page, touchpoint)).to_be_visible()
    card(page, touchpoint).dblclick()
    field = page.get_by_role("textbox", name=pattern("journey.rename"))
    expect(field).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    field.fill("Łódź ș 旅程")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Łódź ș 旅程").first).to_be_visible()
