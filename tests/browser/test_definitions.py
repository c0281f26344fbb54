"""The definitions room as a person uses it: a gap is seen, a rule is mended, and the file says its faults."""

import re
from collections.abc import Callable

import pytest
from map_room import Room, becomes, filled
from playwright.sync_api import Locator, Page, expect
from words import LANGUAGES, word

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]


def editor_of(room: Room, name: str) -> Locator:
    words_of(room, name).click()
    return room.page.get_by_role("form", name=filled("definitions.rule.editOf", name=name))


def words_of(room: Room, name: str) -> Locator:
    """The rule in words, which opens it; its name goes on with those words."""
    label = re.escape(filled("definitions.rule.editOf", name=name))
    return room.page.get_by_role("button", name=re.compile(f"^{label}:"))


def field(editor: Locator, what: str, place: int) -> Locator:
    label = filled("definitions.field.of", field=word(f"definitions.field.{what}"), place=str(place))
    return editor.get_by_role("combobox", name=label, exact=True)


def test_a_gap_is_seen_mended_by_a_rule_seen_on_the_map_and_undone(room: Room, axe: Axe) -> None:
    page, server = room.page, room.server
    first, second = [t for stage in room.answer()["stages"] for t in stage["touchpoints"]][:2]
    lost = first["kinds"][0]
    server.post("/api/definitions/edit", op={"do": "remove_touchpoint", "touchpoint": first["id"]})
    before = room.definitions()
    page.goto("/definitions")

    gaps = page.get_by_role("list", name=word("definitions.need.title"))
    expect(gaps.get_by_role("link", name=re.compile("not placed"))).to_be_visible()
    expect(page.locator("#unplaced")).to_contain_text(lost["name"])
    assert axe(page) == []

    editor = editor_of(room, second["name"])
    editor.get_by_role("button", name=word("definitions.rule.addMatch")).click()
    place = len(next(t for t in before["touchpoints"] if t["id"] == second["id"])["match"]) + 1
    field(editor, "name", place).fill("No such event")
    expect(editor.get_by_text(word("definitions.rule.fitsNothing"))).to_be_visible()
    field(editor, "name", place).fill(lost["name"][:-2].upper() + "*")
    rule = [*next(t for t in before["touchpoints"] if t["id"] == second["id"])["match"], {"name": lost["name"]}]
    counted = server.post("/api/definitions/match", match=rule)
    status = editor.get_by_role("status")
    expect(status).to_contain_text(f"{counted['kinds']} kinds")
    expect(status).to_contain_text(f"{counted['events']:,} events of {counted['customers']:,} customers")
    expect(editor.get_by_role("list", name=word("definitions.found.examples"))).to_contain_text(lost["name"])
    assert axe(page) == []
    editor.get_by_label(word("definitions.why.label")).fill("both are the first look")
    editor.get_by_role("button", name=word("definitions.save")).click()
    room.says("map.said.set_match", name=second["name"])
    expect(editor).to_have_count(0)
    expect(page.locator("#unplaced")).to_have_count(0)

    page.get_by_role("link", name=word("common.nav.map"), exact=True).click()
    expect(room.card(second["id"])).to_contain_text(f"{counted['customers']:,}")
    page.get_by_role("link", name=word("common.nav.definitions"), exact=True).click()
    room.button("map.history.title").click()
    newest = page.get_by_role("dialog").get_by_role("listitem").first
    expect(newest).to_contain_text(filled("map.history.did.rule", name=second["name"]))
    expect(newest).to_contain_text("both are the first look")
    page.keyboard.press("Escape")
    room.button("map.undo").first.click()
    becomes(room.definitions, before)
    expect(page.locator("#unplaced")).to_contain_text(lost["name"])
    page.get_by_label(filled("definitions.unplaced.putOf", name=lost["name"])).select_option(f"t:{second['id']}")
    expect(page.locator("#unplaced")).to_have_count(0)


def test_a_file_says_its_faults_by_line_and_is_taken_when_it_has_none(room: Room, axe: Axe) -> None:
    page = room.page
    text = room.server.get("/api/definitions/yaml")["yaml"]
    broken = text.replace("touchpoints:", "touchpionts:", 1)
    line = broken.splitlines().index("touchpionts:") + 1
    page.goto("/definitions")
    room.button("definitions.yaml.open").click()
    dialog = page.get_by_role("dialog", name=word("definitions.yaml.title"))
    with page.expect_download() as saved:
        dialog.get_by_role("button", name=word("definitions.yaml.download")).click()
    assert saved.value.path().read_text(encoding="utf-8") == text
    with page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name=word("definitions.yaml.choose")).click()
    chooser.value.set_files({"name": "map.yaml", "mimeType": "application/yaml", "buffer": broken.encode()})
    faults = dialog.get_by_role("list", name=word("definitions.yaml.faults"))
    expect(faults).to_contain_text(filled("definitions.yaml.line", line=str(line)))
    expect(faults).to_contain_text("Did you mean 'touchpoints'?")
    assert axe(page) == []
    area = dialog.get_by_label(word("definitions.yaml.label"))
    area.fill(text)
    expect(dialog.get_by_text(word("definitions.yaml.same"))).to_be_visible()
    area.fill("version: 1\nstages:\n- id: a\n  name: Only one\n")
    dialog.get_by_label(word("definitions.why.label")).fill("a new beginning")
    dialog.get_by_role("button", name=word("definitions.yaml.take")).click()
    expect(dialog).to_have_count(0)
    assert room.stages() == ["Only one"]
    expect(page.get_by_text(word("definitions.gap.emptyStage"))).to_be_visible()


def test_marketing_touches_are_taken_from_what_is_found(room: Room) -> None:
    room.page.goto("/definitions")
    template = room.server.get("/api/definitions/check")["templates"][0]
    name = word(f"definitions.template.{template['id']}")
    room.button("definitions.marketing.take", name=name).click()
    expect(room.page.locator("#marketing").get_by_role("heading", level=3, name=name, exact=True)).to_be_visible()
    assert [touch["name"] for touch in room.definitions()["marketing"]] == [name]


def test_a_kind_is_found_in_the_dictionary_with_its_properties(room: Room, axe: Axe) -> None:
    page = room.page
    kinds = room.server.get("/api/dictionary")["kinds"]
    page.goto("/definitions/events")
    page.get_by_role("searchbox").fill(kinds[-1]["name"])
    expect(page.get_by_role("row")).to_have_count(1 + sum(kind["name"] == kinds[-1]["name"] for kind in kinds))
    assert axe(page) == []
    page.get_by_role("link", name=kinds[-1]["name"]).first.click()
    expect(page.get_by_role("heading", level=1, name=kinds[-1]["name"])).to_be_visible()
    expect(page.get_by_role("heading", name=word("definitions.samples.title"))).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_room_fits_a_phone_in_every_language(room: Room, language: str) -> None:
    page = room.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_init_script(f"localStorage.setItem('footpath.language', {language!r})")
    for path in ("/definitions", "/definitions/events"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
