"""The map at every size: few and many touchpoints, long names, phones and wall screens, and two maps in one table."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from map_room import Room, filled
from playwright.sync_api import Page, expect
from tests.http.server_process import bring
from words import LANGUAGES, word

pytestmark = pytest.mark.browser

Plan = dict[str, list[str]]

MANY: Plan = {f"Stage {i}": [f"Step {i}.{j} of the way" for j in range(40)] for i in range(8)}
LONG: Plan = {
    "Informationsbeschaffungsentscheidungsvorbereitungsphase der Kundinnen und Kunden": [
        "Rechtsschutzversicherungsgesellschaftsvertragsunterlagenanforderung",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbesichtigung am Wochenende",
    ],
    "售後服務與長期顧客關係經營" * 5: [
        "客戶在手機應用程式中瀏覽季節性促銷商品" * 4,
        "會員於實體門市完成付款後收到電子發票" * 4,
    ],
}
FOURTEEN: Plan = {f"Stage {i}": [f"Step {i}{j}" for j in range(2)] for i in range(7)}

_BOXES = """() => [...document.querySelectorAll('[data-touchpoint]')].map((card) => {
    const {left, right, top, bottom} = card.getBoundingClientRect();
    const texts = [...card.parentElement.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
    return {left, right, top, bottom, texts: texts.map((box) => [box.left, box.right, box.top, box.bottom])};
})"""


def drawn(page: Page, server: Any, plan: Plan, search: str = "") -> Room:
    """The room of a map with these stages and touchpoints."""
    steps = [step for steps in plan.values() for step in steps]
    rows = [
        f"c{number},2026-01-{1 + i // 24:02}T{i % 24:02}:00:00Z,{step},{('web', 'app', 'store')[i % 3]}"
        for number in range(3)
        for i, step in enumerate(steps)
    ]
    bring(server, "\n".join(["customer,time,event,channel", *rows]).encode())
    lines = ["version: 1", "stages:"]
    for i, stage in enumerate(plan):
        lines += [f"- id: s{i}", f"  name: {json.dumps(stage)}"]
    lines.append("touchpoints:")
    for i, names in enumerate(plan.values()):
        for j, name in enumerate(names):
            lines += [f"- id: t{i}x{j}", f"  name: {json.dumps(name)}", f"  stage: s{i}", "  match:"]
            lines += [f"  - name: {json.dumps(name)}"]
    put = server.client.put("/api/definitions/yaml", json={"yaml": "\n".join(lines) + "\n", "why": ""})
    assert put.is_success, put.text
    page.emulate_media(reduced_motion="reduce")
    room = Room(page, server)
    room.open(search)
    expect(page.locator("[data-touchpoint]")).to_have_count(len(steps))
    page.wait_for_load_state("networkidle")
    return room


def cards_stand_apart(page: Page) -> None:
    """No card meets another, and no text leaves its card."""
    boxes = page.evaluate(_BOXES)
    for one, other in pairwise(boxes):
        assert one["right"] <= other["left"]
    for box in boxes:
        for left, right, top, bottom in box["texts"]:
            assert box["left"] <= left
            assert right <= box["right"]
            assert box["top"] <= top
            assert bottom <= box["bottom"]


def test_many_stages_of_many_touchpoints_stand_apart(page: Page, server: Any) -> None:
    drawn(page, server, MANY)
    cards_stand_apart(page)
    scroller = page.get_by_role("region", name=word("journey.title"))
    scroller.evaluate("(element) => { element.scrollLeft = 4500; }")
    frame = scroller.bounding_box()
    assert frame
    for text in ("Stage 1", "3"):
        found = page.locator("#journey-map g[aria-hidden] text", has_text=re.compile(f"^{text}$"))
        seen = [box for box in (found.nth(i).bounding_box() for i in range(found.count())) if box]
        assert any(frame["x"] < box["x"] and box["x"] + box["width"] < frame["x"] + frame["width"] for box in seen)


@pytest.mark.parametrize("width", [360, 1440, 3840])
def test_long_names_stay_in_their_cards_and_can_be_read_in_full(page: Page, server: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    room = drawn(page, server, LONG)
    cards_stand_apart(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for i, (stage, names) in enumerate(LONG.items()):
        assert room.stage(f"s{i}").locator("title").text_content() == stage
        for j, name in enumerate(names):
            assert room.card(f"t{i}x{j}").locator("title").text_content() == name
    name = LONG[next(iter(LONG))][0]
    room.card("t0x0").press("Enter")
    expect(room.evidence(name).get_by_role("textbox", name=word("map.evidence.rename"))).to_have_value(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_fits_a_phone_in_every_language(page: Page, server: Any, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_init_script(f"localStorage.setItem('footpath.language', {language!r})")
    drawn(page, server, FOURTEEN, "?table=true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    acts = page.get_by_role("button", name=word("map.export.menu", language)).bounding_box()
    undo = page.get_by_role("button", name=word("map.undo", language), exact=True).bounding_box()
    assert acts
    assert undo
    assert abs(acts["y"] - undo["y"]) < 12


def test_fourteen_touchpoints_are_seen_at_once_on_a_laptop(page: Page, server: Any) -> None:
    drawn(page, server, FOURTEEN)
    expect(page.get_by_role("scrollbar", name=word("journey.minimap"))).to_have_count(0)
    cards_stand_apart(page)


def test_a_wall_screen_shows_the_map_larger_and_cards_are_still_carried(page: Page, server: Any) -> None:
    page.set_viewport_size({"width": 3840, "height": 2160})
    room = drawn(page, server, FOURTEEN)
    picture = page.locator("#journey-map").bounding_box()
    assert picture
    assert picture["width"] > 3600
    name = page.locator("#journey-map text", has_text=re.compile("^Step 00$")).first.bounding_box()
    assert name
    assert name["height"] > 24
    room.carry(room.card("t0x0"), room.card("t4x1"))
    room.says("map.said.move_touchpoint", name="Step 00", target="Stage 4")
    assert next(one["stage"] for one in room.definitions()["touchpoints"] if one["id"] == "t0x0") == "s4"
    room.card("t1x0").dblclick()
    field = page.get_by_role("textbox", name=filled("journey.rename", name="Step 10")).bounding_box()
    card = room.card("t1x0").bounding_box()
    assert field
    assert card
    assert card["x"] <= field["x"] < card["x"] + card["width"]
    assert card["y"] <= field["y"] < card["y"] + card["height"]


def test_the_table_holds_both_maps_and_their_difference(room: Room) -> None:
    page = room.page
    table, stages = page.get_by_role("table").first, page.get_by_role("table").nth(1)
    room.open("?table=true")
    difference = word("journey.table.difference")
    expect(table.get_by_role("columnheader", name=difference)).to_have_count(0)
    audience = str(room.server.post("/api/audiences", name="Buyers", rule='did "Order Completed"')["id"])
    room.open(f"?table=true&ca={audience}")
    for sheet, pairs in ((table, 2), (stages, 3)):
        expect(sheet.get_by_role("columnheader", name=difference)).to_have_count(pairs)
        expect(sheet.get_by_role("columnheader", name="Buyers")).to_have_count(pairs)

    own, other = room.answer(), room.answer(audience=audience)
    last, theirs = own["stages"][-1]["touchpoints"][-1], other["stages"][-1]["touchpoints"][-1]
    shares = [100 * last["customers"] / own["journeys"], 100 * theirs["customers"] / other["journeys"]]
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=last["name"], exact=True))
    cells = [re.sub(r"\s", " ", text) for text in row.get_by_role("cell").all_inner_texts()]
    assert cells[1:4] == [
        f"{last['customers']} · {shares[0]:.1f} %",
        f"{theirs['customers']} · {shares[1]:.1f} %",
        f"{shares[0] - shares[1]:+.1f} pts".replace("-", "−"),
    ]
    assert all("[" in cell for cell in cells[7:9])
    assert cells[9]
