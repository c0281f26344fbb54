"""The room Explore: who stands behind a number, taking it away, the keyboard, refusals, waiting."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from exploring import EIGHT, asked, opened, reconciles, room, starting, written
from playwright.sync_api import Page, expect
from tests.http.server_process import Server
from words import pattern, word

pytestmark = pytest.mark.browser


def test_a_number_says_which_customers(page: Page, filled: Server) -> None:
    opened(page, "funnel")
    body = starting(filled, "funnel")
    step = next(row for row in filled.post("/api/funnel", **body)["steps"] if row["dropped"] or row["in_window"])
    measure = "dropped" if step["dropped"] else "in_window"
    row = page.locator("tbody tr").nth(step["step"] - 1)
    row.get_by_role("button", name=re.compile(re.escape(room(f"column.{measure}")))).click()
    drawer = page.get_by_role("dialog", name=room("which.title"))
    expect(drawer.locator("b").first).to_have_text(written(step[measure]))
    expect(drawer.get_by_role("link")).to_have_count(min(20, step[measure]))
    named = drawer.get_by_role("link").first.inner_text()
    drawer.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/customers/[0-9a-f]{16}"))
    expect(page.get_by_text(named).first).to_be_visible()


def test_those_behind_a_number_are_kept_as_an_audience(page: Page, filled: Server) -> None:
    opened(page, "funnel")
    first = filled.post("/api/funnel", **starting(filled, "funnel"))["steps"][0]["customers"]
    column = re.compile(f"^{re.escape(room('column.funnel_customers'))}")
    page.locator("tbody tr").last.get_by_role("button", name=column).click()
    drawer = page.get_by_role("dialog", name=room("which.title"))
    expect(drawer.locator("b").first).to_have_text(re.compile(r"^\d+$"))
    reached = int(drawer.locator("b").first.inner_text())
    drawer.get_by_role("button", name=room("save.open")).click()
    drawer.get_by_role("textbox", name=room("save.name")).fill("They looked")
    drawer.get_by_role("button", name=room("save.save"), exact=True).click()
    body = asked(page, "funnel", lambda: drawer.get_by_role("button", name=room("save.ask")).click())
    expect(page.get_by_role("button", name=re.compile("They looked"))).to_be_visible()
    steps = filled.post("/api/funnel", **body)["steps"]
    assert {step["customers"] for step in steps} == {reached}
    assert reached < first


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_picture_is_taken_away(page: Page, filled: Server, kind: str) -> None:
    opened(page, "funnel")
    page.get_by_role("button", name=room("export.menu")).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=room(f"export.{kind}")).click()
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.endswith(f".{kind}")
    assert content.startswith(b"\x89PNG" if kind == "png" else b"<svg")
    assert len(content) > 5_000


def test_steps_are_moved_and_added_by_keyboard_alone(page: Page, filled: Server) -> None:
    opened(page, "funnel")
    before = [step["name"] for step in filled.post("/api/funnel", **starting(filled, "funnel"))["steps"]]
    label = room("parameter.steps")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent").startswith(label):
            break
    page.keyboard.press("Enter")
    first = page.get_by_role("dialog", name=label).get_by_role("button", name=before[0], exact=True)
    expect(first).to_be_visible()
    for _ in range(10):
        if first.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    body = asked(page, "funnel", lambda: page.keyboard.press("Alt+ArrowDown"))
    after = [before[1], before[0], *before[2:]]
    assert [step["name"] for step in filled.post("/api/funnel", **body)["steps"]] == after
    dialog = page.get_by_role("dialog", name=label)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == room("steps.add"):
            break
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("delivery r")
    expect(dialog.get_by_role("option", name=re.compile("Delivery Rated"))).to_have_attribute(
        "data-combobox-selected", "true"
    )
    body = asked(page, "funnel", lambda: page.keyboard.press("Enter"))
    assert body["steps"][-1] == {"event": "Delivery Rated"}
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    reconciles(page, filled, "funnel", body)


def test_a_refusal_stands_beside_what_it_names(page: Page, filled: Server, said: list[str]) -> None:
    opened(page, "funnel")
    steps = quote(json.dumps({"steps": ["Nowhere", "Order Completed"], "window": "14d"}))
    page.goto(f"/explore/funnel?p={steps}")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nowhere")
    expect(alert).to_contain_text(room("parameter.steps"))
    page.goto("/explore/transitions?where=" + quote("channel = "))
    expect(page.get_by_role("alert")).to_contain_text(room("filter.label"))
    assert all("422" in sentence for sentence in said)
    said.clear()


def test_a_long_answer_can_be_cancelled(page: Page, filled: Server) -> None:
    page.route("**/api/funnel", lambda route: None)
    page.goto("/explore/funnel")
    page.get_by_role("button", name=word("map.waiting.stop")).click()
    expect(page.get_by_text(room("stopped.none"))).to_be_visible()
    page.unroute("**/api/funnel")
    page.get_by_role("button", name=room("stopped.again")).click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("name", ["feeling", "scores", "positions"])
def test_an_analysis_that_the_page_does_not_know_works_by_its_schema(page: Page, filled: Server, name: str) -> None:
    page.goto("/explore")
    page.locator(f'a[href="/explore/{name}"]').click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("tbody tr").first).to_be_visible()
    reconciles(page, filled, name, starting(filled, name))


def test_nobody_in_an_answer_has_ways_back(page: Page, filled: Server) -> None:
    page.goto("/explore/sessions?where=" + quote("country = nowhere"))
    expect(page.get_by_text(pattern("explore.room.nobody.text"))).to_be_visible()
    page.get_by_role("button", name=room("nobody.allEvents")).click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_room_has_no_fault_and_fits_a_phone(page: Page, filled: Server, axe: Any, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for name in ("", *EIGHT):
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/explore/{name}".rstrip("/"))
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width, (name, width)
            faults += [f"{name} {width}: {fault}" for fault in axe(page)]
    assert not faults, "\n".join(faults)
