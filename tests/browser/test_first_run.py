"""The first run: an empty workspace, a dropped file, its preview, the import, the map."""

import re
from typing import Any

import pytest
from files import drop, shop
from playwright.sync_api import Page, expect
from words import pattern, word

pytestmark = pytest.mark.browser


def heading(page: Page, path: str, language: str = "en") -> Any:
    return page.get_by_role("heading", name=word(path, language))


def test_from_a_dropped_file_to_the_map(page: Page, server: Any) -> None:
    page.goto("/")
    expect(heading(page, "data.first.title")).to_be_visible()

    drop(page, "shop.csv", shop())
    page.wait_for_url(re.compile("/data/check/[0-9a-f]{32}$"))
    expect(page.get_by_text("Product Viewed").first).to_be_visible()
    assert server.get("/api/status")["events"] == 0

    page.get_by_role("button", name=re.compile("^Import")).click()
    page.wait_for_url(re.compile(r"/data/imports/\w+$"))
    page.wait_for_url(re.compile(r":\d+/(\?.*)?$"), timeout=120_000)
    status = server.get("/api/status")
    assert (status["events"], status["customers"]) == (sum(line.startswith(b"c0") for line in shop().split()) - 1, 120)
    expect(page.locator("[data-touchpoint]").first).to_be_visible()


def test_what_stayed_out_is_shown_with_its_reason(page: Page, server: Any) -> None:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    assert server.ended(started["import_id"], 120)["rejected"] == 2
    page.goto("/data")
    page.get_by_role("link", name=word("data.imports.seeRejected")).click()
    expect(heading(page, "data.rejected.title")).to_be_visible()
    expect(page.get_by_text("The row names no customer.").first).to_be_visible()


def test_a_wrong_file_gets_a_sentence_in_the_page(page: Page, said: list[str]) -> None:
    page.goto("/")
    expect(heading(page, "data.first.title")).to_be_visible()
    drop(page, "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page.wait_for_url(re.compile("/data/check/"))
    expect(page.get_by_text("a picture").first).to_be_visible()
    said[:] = [text for text in said if "422" not in text]


def test_an_import_is_undone_after_a_question(page: Page, server: Any) -> None:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    page.goto("/data")
    page.get_by_role("button", name=pattern("data.undo.of")).click()
    page.get_by_role("dialog").get_by_role("button", name=word("data.undo.confirm")).click()
    expect(heading(page, "data.first.title")).to_be_visible()
    assert server.get("/api/status")["events"] == 0


def test_an_import_is_deleted_after_a_question(page: Page, server: Any, axe: Any) -> None:
    for _ in range(2):
        started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
        server.ended(started["import_id"], 120)
    page.goto("/data")
    ask = page.get_by_role("button", name=pattern("data.delete.of"))
    expect(ask).to_have_count(2)
    ask.first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(word("data.delete.nothing"))).to_be_visible()
    assert axe(page) == []
    dialog.get_by_role("button", name=word("data.delete.confirm")).click()
    expect(ask).to_have_count(1)
    assert server.get("/api/status")["customers"] == 120
    ask.click()
    dialog.get_by_role("button", name=word("data.delete.keep")).last.click()
    expect(dialog).to_have_count(0)
    ask.click()
    expect(dialog.get_by_text(pattern("data.delete.text_other"))).to_be_visible()
    dialog.get_by_role("button", name=word("data.delete.confirm")).click()
    expect(heading(page, "data.first.title")).to_be_visible()
    expect(page.get_by_text(word("data.imports.title"))).to_have_count(0)
    assert server.get("/api/imports")["imports"] == []
