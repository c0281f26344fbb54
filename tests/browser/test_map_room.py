"""The map's room as a person uses it: every control of it, one story a test."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_room import Room, becomes, filled
from playwright.sync_api import Page, Route, expect
from words import pattern, word

pytestmark = pytest.mark.browser

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs/json.md"


def two_touchpoints(room: Room) -> tuple[Any, Any]:
    found = [touchpoint for stage in room.answer()["stages"] for touchpoint in stage["touchpoints"]]
    return found[0], found[1]


def test_names_and_touchpoints_are_made_ones_own(room: Room) -> None:
    page = room.page
    first, second = two_touchpoints(room)
    before = room.definitions()
    room.open()

    page.get_by_role("heading", level=1).get_by_role("button").click()
    page.get_by_role("textbox", name=word("map.titleEdit")).fill("Od wizyty do zamówienia")
    page.keyboard.press("Enter")
    room.says("map.said.set_title")
    assert room.definitions()["title"] == "Od wizyty do zamówienia"

    room.card(first["id"]).dblclick()
    page.keyboard.type("By double click")
    page.keyboard.press("Enter")
    room.says("map.said.rename_touchpoint", name=first["name"], target="By double click")
    expect(page.get_by_role("dialog")).to_have_count(0)
    becomes(room.focused, first["id"])

    page.keyboard.press("F2")
    page.keyboard.type("By key")
    page.keyboard.press("Enter")
    room.says("map.said.rename_touchpoint", name="By double click", target="By key")

    room.card(first["id"]).press("Enter")
    name = room.evidence("By key").get_by_role("textbox", name=word("map.evidence.rename"))
    name.fill("From the evidence")
    name.press("Enter")
    room.says("map.said.rename_touchpoint", name="By key", target="From the evidence")
    assert room.names()[0] == "From the evidence"

    evidence = room.evidence("From the evidence")
    evidence.get_by_label(word("map.evidence.merge")).select_option(second["id"])
    room.says("map.said.merge_touchpoints", name="From the evidence", target=second["name"])
    expect(room.card(first["id"])).to_have_count(0)
    assert {kind["name"] for kind in first["kinds"]} <= {kind for kind, at in room.kinds() if at == second["name"]}

    page.reload()
    expect(room.card(second["id"])).to_be_visible()
    for _ in range(2):
        room.button("map.undo").first.click()
        room.says("map.said.undo")
        expect(room.button("map.undo").first).to_have_attribute("aria-disabled", "false")
    becomes(lambda: room.names()[0], "By key")
    for _ in range(3):
        page.keyboard.press("Control+z")
    becomes(room.definitions, before)
    room.button("map.redo").click()
    page.keyboard.press("Control+Shift+z")
    becomes(lambda: room.names()[0], "By double click")


def test_stages_are_made_moved_and_removed_and_nothing_is_lost(room: Room) -> None:
    page = room.page
    before, kinds = room.stages(), room.kinds()
    ids = [stage["id"] for stage in room.definitions()["stages"]]
    room.open()

    room.stage(ids[0]).press("F2")
    page.keyboard.type("The beginning")
    page.keyboard.press("Enter")
    room.says("map.said.rename_stage", name=before[0], target="The beginning")

    room.stage(ids[0]).click()
    evidence = room.evidence("The beginning")
    evidence.get_by_role("button", name=word("map.stage.moveRight")).click()
    room.says("map.said.move_stage", name="The beginning")
    assert room.stages()[:2] == [before[1], "The beginning"]
    evidence.get_by_role("button", name=word("map.stage.moveLeft")).click()
    becomes(room.stages, ["The beginning", *before[1:]])

    evidence.get_by_role("button", name=word("map.stage.addAfter")).click()
    page.get_by_role("dialog").get_by_label(word("map.stage.name")).fill("Between")
    page.get_by_role("dialog").get_by_role("button", name=word("map.dialog.add")).click()
    room.says("map.said.add_stage", name="Between")
    assert room.stages() == ["The beginning", "Between", *before[1:]]
    becomes(room.focused, ids[0])

    page.keyboard.press("Enter")
    evidence.get_by_role("button", name=word("map.stage.remove")).click()
    room.says("map.said.remove_stage", name="The beginning")
    assert room.stages() == ["Between", *before[1:]]
    assert sorted(kind for kind, _ in room.kinds()) == sorted(kind for kind, _ in kinds)
    freed = [kind for kind, at in room.kinds() if at == ""]
    expect(page.locator("[data-kind]")).to_have_count(len(freed))

    room.choose("map.stages.menu", re.compile(re.escape(word("map.model.decision6"))))
    room.says("map.said.use_model")
    assert len(room.stages()) == 6
    room.choose("map.stages.menu", word("map.stages.propose"))
    room.says("map.said.propose")
    assert sorted(kind for kind, _ in room.kinds()) == sorted(kind for kind, _ in kinds)


def test_proposals_are_accepted_and_kinds_find_their_place(room: Room) -> None:
    page = room.page
    first, second = two_touchpoints(room)
    room.open()
    room.card(first["id"]).click()
    evidence = room.evidence(first["name"])
    evidence.get_by_role("button", name=word("map.accept"), exact=True).click()
    room.says("map.said.accept", name=first["name"])
    page.keyboard.press("Escape")
    page.get_by_role("button", name=pattern("map.acceptAll")).click()
    room.says("map.said.accept_all")
    assert {touchpoint["origin"] for touchpoint in room.definitions()["touchpoints"]} == {"user"}
    expect(page.get_by_role("button", name=pattern("map.acceptAll"))).to_have_count(0)

    page.get_by_role("button", name=re.compile("^" + word("map.outcome.label"))).click()
    page.get_by_role("option", name="Product Added", exact=True).click()
    room.says("map.said.set_outcome", name="Product Added")
    assert room.definitions()["outcome"]["name"] == "Product Added"
    expect(page.get_by_text(room.answer()["outcome"]["name"]).first).to_be_visible()

    kind = first["kinds"][0]["name"]
    room.card(first["id"]).click()
    evidence.get_by_role("button", name=filled("map.evidence.takeOutOf", name=kind)).first.click()
    becomes(lambda: (kind, "") in room.kinds(), True)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1440, "height": 1400})
    chip = page.locator("[data-kind]").first
    room.carry(chip, room.card(second["id"]))
    room.says("map.said.place_kind", name=kind, target=second["name"])
    assert (kind, second["name"]) in room.kinds()

    page.keyboard.press("Control+z")
    expect(chip).to_be_visible()
    stage = room.answer()["stages"][-1]
    room.carry(chip, room.stage(stage["id"]))
    room.says("map.said.place_kind", name=kind, target=stage["name"])
    placed = next(at for name, at in room.kinds() if name == kind)
    assert placed in [touchpoint["name"] for touchpoint in room.answer()["stages"][-1]["touchpoints"]]

    lane = word("journey.lane.scores")
    page.get_by_role("button", name=filled("journey.fold", lane=lane)).click()
    expect(page).to_have_url(re.compile("fold=scores"))
    page.get_by_role("button", name=filled("journey.unfold", lane=lane)).click()
    expect(page).not_to_have_url(re.compile("fold="))


def test_the_history_tells_every_version_and_restores_one(room: Room, axe: Callable[[Page], list[str]]) -> None:
    page = room.page
    before = room.definitions()
    first, _ = two_touchpoints(room)
    edit = {"do": "rename_touchpoint", "touchpoint": first["id"], "name": "Renamed"}
    room.server.post("/api/definitions/edit", op=edit)
    room.open()
    room.button("map.history.title").click()
    history = page.get_by_role("dialog", name=word("map.history.title"))
    rows = history.get_by_role("listitem")
    expect(rows).to_have_count(2)
    renamed = filled("map.history.did.renamed", name=first["name"], target="Renamed")
    expect(rows.first).to_contain_text(renamed)
    expect(rows.first).to_contain_text(word("map.history.you"))
    expect(rows.first).to_contain_text(word("map.history.now"))
    assert axe(page) == []

    rows.last.get_by_role("button", name=pattern("map.history.restoreOf")).click()
    expect(rows).to_have_count(3)
    room.says("map.said.restore")
    becomes(room.definitions, before)
    page.keyboard.press("Escape")
    expect(history).to_have_count(0)
    expect(room.button("map.history.title")).to_be_focused()
    room.button("map.undo").first.click()
    becomes(lambda: room.names()[0], "Renamed")


def test_an_answer_that_takes_long_can_be_cancelled(room: Room, said: list[str]) -> None:
    page = room.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    room.open()
    card = page.locator("[data-touchpoint]").first
    page.route("**/api/map", hold)
    page.get_by_role("button", name=re.compile("^" + word("map.period.label"))).click()
    page.get_by_label(word("map.period.from")).fill("2026-01-06")
    page.get_by_role("button", name=word("map.period.show"), exact=True).click()
    expect(page).to_have_url(re.compile("from=2026-01-06"))
    expect(card).to_be_visible()
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/api/map")):
        page.get_by_role("button", name=word("map.waiting.stop")).click()
    expect(page).not_to_have_url(re.compile("from="))
    expect(card).to_be_visible()

    page.reload()
    page.get_by_role("button", name=word("map.waiting.stop")).click()
    page.unroute("**/api/map")
    page.get_by_role("button", name=word("map.stopped.again")).click()
    expect(card).to_be_visible()

    page.route("**/api/map", lambda route: route.abort())
    page.goto("/?from=2026-01-06")
    expect(page.get_by_role("alert")).to_contain_text(word("common.trouble.unreachable"))
    page.unroute("**/api/map")
    page.get_by_role("button", name=word("common.trouble.retry")).click()
    expect(card).to_be_visible()
    said[:] = [text for text in said if "ERR_FAILED" not in text]


def test_the_figures_are_exported_as_documented(room: Room) -> None:
    room.open()
    room.button("map.export.menu").click()
    with room.page.expect_download() as download:
        room.page.get_by_role("menuitem", name=word("map.export.json")).click()
    answer = json.loads(Path(download.value.path()).read_bytes())
    assert answer == room.answer()
    rows = re.findall(r"^\| (`[^|]+) \|", DOCUMENTED.read_text().split("\n## map\n")[1].split("\n## ")[0], re.MULTILINE)
    documented = {field for row in rows for field in re.findall(r"`(\w+)", row)}
    assert documented
    assert documented <= set(answer)
