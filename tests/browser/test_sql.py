"""The SQL room: a question is asked, its rows are seen, kept as a file, mended, cancelled."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from files import shop
from playwright.sync_api import Locator, Page, expect
from tests.http.server_process import bring
from words import word

pytestmark = pytest.mark.browser

COUNT = "SELECT name, count(*) AS n, avg(score) AS mood FROM events GROUP BY ALL ORDER BY n DESC, name"
ENDLESS = "SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b WHERE a.range + b.range = 7"
REFUSED = re.compile("422")


@pytest.fixture
def editor(page: Page, server: Any) -> Locator:
    """The room of a shop with 120 customers."""
    bring(server, shop())
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    page.get_by_role("link", name=word("common.nav.sql"), exact=True).click()
    return page.get_by_label(word("sql.editor.label"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=word(name), exact=True).click()


def cells(page: Page, row: int) -> list[str]:
    return page.locator("tbody tr").nth(row).locator("td").all_inner_texts()


def test_a_question_is_answered_and_kept_as_a_file(page: Page, editor: Locator, axe: Any, tmp_path: Path) -> None:
    expect(page.get_by_role("button", name=word("sql.editor.run"), exact=True)).to_be_disabled()
    editor.fill(COUNT)
    editor.press("Control+Enter")
    table = page.get_by_role("region", name=word("sql.result.label"))
    expect(table.get_by_role("columnheader")).to_have_text(["name", "n", "mood"])
    expect(table.locator("tbody tr")).to_have_count(6)
    assert cells(page, 0) == ["Ad Clicked", "120", "NULL"]
    assert axe(page) == []
    press(page, "sql.export.menu")
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="CSV").click()
    assert re.fullmatch(r"footpath-sql-\d{4}-\d\d-\d\d\.csv", saved.value.suggested_filename)
    saved.value.save_as(tmp_path / "kept.csv")
    rows = list(csv.reader((tmp_path / "kept.csv").read_text("utf-8-sig").splitlines()))
    assert [row[:2] for row in rows[:2]] == [["name", "n"], ["Ad Clicked", "120"]]
    assert len(rows) == 7
    assert "sql" not in page.url.split("/sql")[1]


def test_examples_run_and_columns_are_put_into_the_question(page: Page, editor: Locator, axe: Any) -> None:
    assert axe(page) == []
    page.get_by_role("button", name=re.compile("^" + word("sql.examples.first"))).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert cells(page, 0)[:2] == ["ads", "120"]
    expect(editor).to_have_value(re.compile("WITH firsts AS"))
    editor.fill("SELECT count(DISTINCT ")
    tables = page.get_by_role("complementary", name=word("sql.tables.title"))
    tables.get_by_role("button", name=re.compile("^customer ")).click()
    editor.press_sequentially(") AS n FROM")
    tables.get_by_role("button", name=re.compile("^events ")).click()
    expect(editor).to_have_value("SELECT count(DISTINCT customer) AS n FROM events")
    expect(editor).to_be_focused()
    editor.press("Control+Enter")
    expect(page.get_by_role("columnheader")).to_have_text(["n"])
    assert cells(page, 0) == ["120"]


def test_a_fault_stands_where_it_is(page: Page, editor: Locator, axe: Any, said: list[str]) -> None:
    editor.fill("SELECT name\nFROM events WHERE chanel = 'web'")
    press(page, "sql.editor.run")
    fault = page.get_by_role("alert")
    expect(fault).to_contain_text("Line 2, column 19: There is no column chanel.")
    expect(fault.locator("mark")).to_have_text("chanel")
    assert axe(page) == []
    fault.get_by_role("button").click()
    chosen = editor.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "chanel"
    page.keyboard.type("channel")
    editor.press("Control+Enter")
    expect(fault).to_have_count(0)
    expect(page.locator("tbody tr").first).to_be_visible()
    said[:] = [text for text in said if not REFUSED.search(text)]


def test_what_would_change_something_is_refused_in_the_readers_language(
    page: Page, editor: Locator, said: list[str]
) -> None:
    page.evaluate("localStorage.setItem('footpath.language', 'pl')")
    page.reload()
    field = page.get_by_label(word("sql.editor.label", "pl"))
    field.fill("DROP VIEW events")
    field.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text(word("reasons.sql.only_reads", "pl"))
    said[:] = [text for text in said if not REFUSED.search(text)]


def test_a_long_question_is_cancelled(page: Page, editor: Locator) -> None:
    editor.fill(ENDLESS)
    press(page, "sql.editor.run")
    expect(page.get_by_text(word("sql.editor.running"), exact=True)).to_be_visible()
    press(page, "sql.editor.cancel")
    expect(page.get_by_text(word("sql.editor.stopped"))).to_be_visible()
    # Both turns are free again: nothing works on behind the page.
    for query in ("SELECT 1 AS one", "SELECT 2 AS two", "SELECT 3 AS three"):
        editor.fill(query)
        editor.press("Control+Enter")
        expect(page.get_by_role("columnheader")).to_have_text([query.split()[-1]])


def test_the_last_questions_are_kept_in_this_browser(page: Page, editor: Locator) -> None:
    for query in ("SELECT 1 AS one", "SELECT 2 AS two"):
        editor.fill(query)
        editor.press("Control+Enter")
        expect(page.get_by_role("columnheader")).to_have_text([query.split()[-1]])
    page.reload()
    expect(editor).to_have_value("SELECT 2 AS two")
    press(page, "sql.history.menu")
    expect(page.get_by_role("menuitem")).to_have_text(
        ["SELECT 2 AS two", "SELECT 1 AS one", word("sql.history.forget")]
    )
    page.get_by_role("menuitem", name="SELECT 1 AS one").click()
    expect(editor).to_have_value("SELECT 1 AS one")
    press(page, "sql.history.menu")
    page.get_by_role("menuitem", name=word("sql.history.forget")).click()
    expect(page.get_by_role("button", name=word("sql.history.menu"))).to_have_count(0)
    assert page.evaluate("localStorage.getItem('footpath.sql')") is None


def test_wide_and_long_results_scroll_in_their_own_frame(page: Page, editor: Locator) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    editor.fill("SELECT events.*, b.* FROM events, customers AS b LIMIT 1500")
    editor.press("Control+Enter")
    expect(page.locator("tbody tr")).to_have_count(200)
    expect(page.get_by_text(re.compile("The first 1,000 rows"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name=re.compile("^Show all")).click()
    expect(page.locator("tbody tr")).to_have_count(1000)
