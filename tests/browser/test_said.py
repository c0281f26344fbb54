"""What the server says is read in the page's language: reasons of rows, errors, names that are proposed."""

from collections.abc import Callable
from typing import Any

import pytest
from files import drop, shop
from playwright.sync_api import Page, expect
from words import LANGUAGES, word

pytestmark = pytest.mark.browser


@pytest.fixture
def page_in(browser: Any, server: Any) -> Any:
    contexts = []

    def opened(language: str) -> Page:
        context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", locale=language)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_rejected_rows_and_errors(page_in: Callable[[str], Page], server: Any, language: str) -> None:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    page = page_in(language)
    page.goto("/data/rejected")
    expect(page.get_by_text(word("reasons.row.no_customer", language)).first).to_be_visible()
    page.goto(f"/customers/{'0' * 16}")
    expect(page.get_by_text(word("reasons.error.no_such_customer", language))).to_be_visible()
    page.goto("/data")
    expect(page.get_by_role("heading", name=word("data.imports.title", language))).to_be_visible()
    drop(page, "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    sentence = word("reasons.file.is_picture", language).replace("{{file}}", "picture.png")
    expect(page.get_by_text(sentence)).to_be_visible()


def test_names_are_proposed_in_the_language_of_the_page(page_in: Callable[[str], Page], server: Any) -> None:
    page = page_in("pl")
    page.goto("/")
    expect(page.get_by_role("heading", name=word("data.first.title", "pl"))).to_be_visible()
    drop(page, "shop.csv", shop())
    page.get_by_role("button", name=word("data.go.import", "pl")).click()
    expect(page.locator("[data-touchpoint]").first).to_be_visible(timeout=120_000)
    names = {stage["name"] for stage in server.get("/api/definitions")["definitions"]["stages"]}
    assert "Zakup" in names


def test_rows_come_page_by_page(page_in: Callable[[str], Page], server: Any) -> None:
    good = b"".join(b"c%03d,2026-01-01,View\n" % i for i in range(120))
    bad = b"".join(b"c1,never %d,View\n" % i for i in range(60))
    upload = server.upload("half.csv", b"customer,time,event\n" + good + bad)
    server.ended(server.post("/api/imports", upload=upload)["import_id"])
    page = page_in("en")
    page.goto("/data/rejected")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name=word("data.rejected.more")).click()
    expect(rows).to_have_count(60)
    expect(page.get_by_role("button", name=word("data.rejected.more"))).to_have_count(0)
    page.goto("/customers")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name=word("customers.more")).click()
    expect(rows).to_have_count(100)
    page.get_by_role("button", name=word("customers.more")).click()
    expect(rows).to_have_count(120)
