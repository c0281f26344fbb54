"""The room Explore: a question in two clicks, its table reconciles, and every word of it can be changed."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exploring import EVERY, asked, choose, fill, opened, reconciles, room, rows_of, starting, written
from playwright.sync_api import Page, expect
from tests.http.server_process import Server
from words import word

pytestmark = pytest.mark.browser

CHANGES: dict[str, tuple[Callable[[Page], None], dict[str, Any]]] = {
    "funnel": (lambda page: fill(page, "window", "2"), {"window": "2d"}),
    "paths": (lambda page: fill(page, "depth", "3"), {"depth": 3}),
    "transitions": (lambda page: choose(page, "by", "by_name"), {"by": "name"}),
    "retention": (lambda page: choose(page, "mode", "mode_on_or_after"), {"mode": "on_or_after"}),
    "attribution": (lambda page: fill(page, "lookback", "3"), {"lookback": "3d"}),
    "sessions": (lambda page: choose(page, "by", "by_channel"), {"by": "channel"}),
    "step_matrix": (lambda page: fill(page, "step_matrix_depth", "6"), {"depth": 6}),
    "trends": (lambda page: choose(page, "split", "split_channel"), {"split": "channel"}),
}


@EVERY
def test_a_question_is_answered_in_two_clicks_and_its_table_taken_away(page: Page, filled: Server, name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=word("common.nav.explore")).click()
    page.get_by_role("link", name=room(f"analysis.{name}.name"), exact=True).click()
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith(f"/explore/{name}")
    reconciles(page, filled, name, starting(filled, name))

    page.get_by_role("button", name=room("export.menu")).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=room("export.csv")).click()
    assert download.value.suggested_filename.endswith(".csv")
    head, *rows = csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines())
    table = filled.post(f"/api/{name}", **starting(filled, name), rows=100_000)["table"]
    assert (head, len(rows)) == (table["heads"], table["total"])


@EVERY
def test_a_word_of_the_question_is_changed(page: Page, filled: Server, name: str) -> None:
    opened(page, name)
    act, changed = CHANGES[name]
    body = asked(page, name, lambda: act(page))
    assert body | changed == body
    reconciles(page, filled, name, body)
    assert asked(page, name, page.reload) == body
    expect(page.locator("tbody tr").first).to_be_visible()
    reconciles(page, filled, name, body)
    back = asked(page, name, page.go_back)
    assert page.url.endswith(f"/explore/{name}")
    assert {**back, **starting(filled, name)} == back
    reconciles(page, filled, name, back)


@EVERY
def test_it_is_broken_down_and_compared(page: Page, filled: Server, name: str) -> None:
    opened(page, name)

    def by_country() -> None:
        page.get_by_role("button", name=re.compile(f"^{room('breakdown.label')}")).click()
        page.get_by_role("option", name="country", exact=True).click()

    body = asked(page, name, by_country)
    assert body["breakdown"] == "country"
    expect(page.get_by_role("columnheader", name=room("column.group"))).to_be_visible()
    reconciles(page, filled, name, body)
    whole = filled.post(f"/api/{name}", **body)
    parts = [group["answer"]["n"] for group in whole["breakdown"]["groups"]]
    assert sum(parts) == whole["n"]
    added = room("sum.groups", sum=" + ".join(map(written, parts)), n=written(whole["n"]))
    expect(page.get_by_text(added)).to_be_visible()

    def with_days() -> None:
        page.get_by_text(word("map.compare.compare"), exact=True).first.click()
        form = page.get_by_role("dialog", name=word("map.compare.title"))
        form.get_by_label(word("map.period.to")).fill("2026-01-07")
        form.get_by_role("button", name=word("map.compare.show")).click()

    body = asked(page, name, with_days)
    assert "breakdown" not in body
    assert body["compare"]["period"]
    answer = filled.post(f"/api/{name}", **body)
    expect(page.get_by_role("columnheader", name=room("table.difference"))).to_be_visible()
    figures = page.locator("section", has=page.get_by_role("heading", name=room("table.title")))
    measure = figures.get_by_label(room("table.measure"))
    chosen = measure.input_value() if measure.count() else answer["difference"][0]["measure"]
    rows = [row for row in answer["difference"] if row["measure"] == chosen]
    assert len(rows_of(page)) == min(60, len(rows))
