"""Whose map, of what time, beside which other; what stands behind it; and what it says where it has nothing to show."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from map_room import Room, becomes, filled
from playwright.sync_api import Page, expect
from words import word

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def audience_menu(room: Room, name: str) -> None:
    room.button("map.audience.label", name=name).click()


def test_an_audience_is_counted_saved_edited_compared_and_deleted(room: Room, axe: Axe, said: list[str]) -> None:
    page = room.page
    everybody = word("map.audience.everybody")
    room.open()
    audience_menu(room, everybody)
    page.get_by_role("menuitem", name=word("map.audience.new")).click()
    dialog = page.get_by_role("dialog", name=word("map.audience.newTitle"))
    rule = dialog.get_by_label(word("map.audience.rule"))
    dialog.get_by_label(word("map.audience.name"), exact=True).fill("Buyers")
    rule.fill('did "Order Completed" and )')
    expect(dialog.locator("code")).to_have_text(re.compile(r'did "Order Completed" and \)\n +\^'))
    rule.fill('did "Order Completed"')
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ of 120 customers"))
    assert axe(page) == []
    dialog.get_by_role("button", name=word("map.audience.save")).click()
    expect(page).to_have_url(re.compile("a="))
    number = asked(page)["a"][0]
    expect(page.get_by_text("60 journeys", exact=True)).to_be_visible()

    audience_menu(room, "Buyers")
    page.get_by_role("menuitem", name=filled("map.audience.editOf", name="Buyers")).click()
    dialog = page.get_by_role("dialog", name=word("map.audience.editTitle"))
    dialog.get_by_label(word("map.audience.name"), exact=True).fill("Raters")
    dialog.get_by_label(word("map.audience.rule")).fill('did "Delivery Rated"')
    dialog.get_by_role("button", name=word("map.audience.save")).click()
    expect(page.get_by_text("40 journeys", exact=True)).to_be_visible()

    page.get_by_role("radiogroup").get_by_text(word("map.compare.compare"), exact=True).click()
    dialog = page.get_by_role("dialog", name=word("map.compare.title"))
    dialog.get_by_label(word("map.compare.audience")).select_option("0")
    assert axe(page) == []
    dialog.get_by_role("button", name=word("map.compare.show")).click()
    compared = page.get_by_text(re.compile("^" + word("map.compare.with")))
    expect(compared.last).to_have_text(f"{word('map.compare.with')} {everybody}")
    assert asked(page) == {"a": [number], "ca": ["0"]}

    page.get_by_role("radiogroup").get_by_text(word("map.compare.compare"), exact=True).click()
    dialog.get_by_label(word("map.compare.audience")).select_option(number)
    dialog.get_by_label(word("map.period.from")).fill("2026-01-06")
    dialog.get_by_label(word("map.period.to")).fill("2026-01-07")
    dialog.get_by_role("button", name=word("map.compare.show")).click()
    expect(compared.last).to_have_text(re.compile(r"6\s*–\s*7 Jan 2026$"))
    assert asked(page) == {"a": [number], "ca": [number], "cfrom": ["2026-01-06"], "cto": ["2026-01-07"]}

    audience_menu(room, "Raters")
    page.get_by_role("menuitem", name=filled("map.audience.editOf", name="Raters")).click()
    page.get_by_role("dialog").get_by_role("button", name=word("map.audience.delete")).click()
    assert axe(page) == []
    page.get_by_role("group").get_by_role("button", name=word("map.audience.delete")).click()
    expect(page.get_by_text("120 journeys", exact=True)).to_be_visible()
    assert asked(page) == {}
    assert room.server.get("/api/audiences")["audiences"] == []
    said[:] = [text for text in said if "422" not in text]


def test_the_evidence_opens_by_hand_and_key_and_says_it_all(room: Room, axe: Axe) -> None:
    page = room.page
    stages = room.answer()["stages"]
    touchpoint = next(one for stage in stages for one in stage["touchpoints"] if one["feeling"] is not None)
    room.open()
    room.card(touchpoint["id"]).click()
    evidence = room.evidence(touchpoint["name"])
    for figure in (touchpoint["customers"], touchpoint["events"]):
        expect(evidence.get_by_text(str(figure), exact=True).first).to_be_visible()
    expect(evidence).to_contain_text(touchpoint["kinds"][0]["name"])
    expect(evidence).to_contain_text(f"{touchpoint['feeling_n']} answers")
    expect(evidence).to_contain_text(re.compile(r"\[[+−]?\d.\d to [+−]?\d.\d\]"))
    evidence.get_by_text(word("map.evidence.definition")).click()
    expect(evidence.get_by_text(re.compile("Wilson"))).to_be_visible()
    expect(evidence.get_by_role("link")).to_have_count(8)
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(evidence).to_have_count(0)
    becomes(room.focused, touchpoint["id"])

    room.stage(stages[0]["id"]).press("Enter")
    evidence = room.evidence(stages[0]["name"])
    expect(evidence).to_contain_text(re.compile(r"%\s*\[\d+ to \d+\]"))
    expect(evidence.get_by_role("link")).to_have_count(8)
    evidence.get_by_role("button", name=word("map.dialog.close")).press("Enter")
    becomes(room.focused, stages[0]["id"])

    page.set_viewport_size({"width": 390, "height": 844})
    first = stages[0]["touchpoints"][0]
    room.card(first["id"]).click()
    evidence = room.evidence(first["name"])
    box = evidence.bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)
    expect(evidence.get_by_role("textbox")).to_have_value(first["name"])
    expect(evidence.get_by_text(first["name"], exact=True)).to_have_count(0)
    assert axe(page) == []
    page.keyboard.press("Escape")
    becomes(room.focused, first["id"])
    room.card(first["id"]).press("Enter")
    evidence.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/customers/[0-9a-f]{16}$"))


def test_where_there_is_nothing_to_show_it_says_why_and_what_to_do(room: Room, axe: Axe, said: list[str]) -> None:
    page, server = room.page, room.server
    room.open("?from=2027-01-01&to=2027-01-02")
    expect(page.get_by_text(re.compile(r"There is no event in this period, 1\s*–\s*2 Jan 2027"))).to_be_visible()
    room.button("map.nobody.allData").click()
    expect(page.get_by_text("120 journeys", exact=True)).to_be_visible()

    rule = 'did "Order Completed" >= 500'
    number: Any = server.post("/api/audiences", name="Giants", rule=rule)["id"]
    room.open(f"?a={number}")
    expect(page.get_by_text(filled("map.nobody.audience", name="Giants"))).to_be_visible()
    room.button("map.nobody.editRule").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(word("map.audience.countNone"))
    page.keyboard.press("Escape")
    room.button("map.nobody.everybody").click()
    expect(page.get_by_text("120 journeys", exact=True)).to_be_visible()

    page.goto("/?a=77")
    expect(page.get_by_role("heading", name=word("map.gone.title"))).to_be_visible()
    assert axe(page) == []
    room.button("map.gone.everybody").click()
    expect(page.get_by_text("120 journeys", exact=True)).to_be_visible()
    said[:] = [text for text in said if "404" not in text]

    kinds = sorted(kind for kind, _ in room.kinds())
    touchpoints = page.locator("[data-touchpoint]").count()
    assert touchpoints
    for stage in room.definitions()["stages"]:
        server.post("/api/definitions/edit", op={"do": "remove_stage", "stage": stage["id"]})
    page.goto("/")
    expect(page.get_by_text(word("journey.empty.title"), exact=True)).to_be_visible()
    expect(room.button("map.noStages.undo")).to_be_visible()
    assert axe(page) == []
    room.choose("map.stages.model", re.compile(re.escape(word("map.model.classic6"))))
    expect(page.locator("#journey-map")).to_be_visible()
    becomes(lambda: len(room.stages()), 6)
    assert sorted(kind for kind, _ in room.kinds()) == kinds
    expect(page.locator("[data-touchpoint]")).to_have_count(touchpoints)
    expect(page.locator("[data-kind]")).to_have_count(0)
