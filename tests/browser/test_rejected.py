"""Rows that stayed out: mended by a rule on the page; and a file that is read by the recipe of another."""

import base64
import re
from typing import Any

import pytest
from files import drop
from playwright.sync_api import Page, expect
from words import pattern, word

pytestmark = pytest.mark.browser

HEAD = "customer_id,email,time,event"


def _rows(month: int) -> bytes:
    """Thirty rows with a customer, three with a mail address in its place, one with neither."""
    good = [f"c{n:02},c{n:02}@shop.example,2026-{month:02}-01T{n % 24:02}:00:00Z,View" for n in range(30)]
    bare = [f",guest{n}@shop.example,2026-{month:02}-02T0{n}:00:00Z,Order" for n in range(3)]
    return "\n".join([HEAD, *good, *bare, f",,2026-{month:02}-03T00:00:00Z,Order"]).encode()


def _bring(server: Any) -> str:
    mapping = {"customer": "customer_id", "time": "time", "event": "event"}
    started = server.post("/api/imports", upload=server.upload("shop1.csv", _rows(1)), mapping=mapping)
    assert server.ended(started["import_id"], 120)["rejected"] == 4
    return str(started["import_id"])


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).click()
    page.get_by_role("option", name=option).click()


def test_rows_are_mended_by_another_column(page: Page, server: Any, axe: Any) -> None:
    number = _bring(server)
    page.goto("/data/rejected")
    group = page.get_by_role("region", name="The row names no customer.").first
    expect(group.get_by_role("cell", name="guest0@shop.example")).to_be_visible()
    page.get_by_role("button", name=word("data.fix.button"), exact=True).click()
    form = page.get_by_role("region", name=word("data.fix.title"))
    expect(form.get_by_role("button", name=f"{word('data.fix.column')}: customer_id")).to_be_visible()
    expect(form.get_by_text(word("data.fix.open"))).to_be_visible()

    _choose(page, word("data.fix.value"), "email")
    expect(form.get_by_text("3 of 4 rows can come in.")).to_be_visible()
    expect(form.get_by_role("cell", name="guest2@shop.example", exact=True)).to_be_visible()
    expect(form.get_by_text("1 row would stay: The row names no customer.")).to_be_visible()
    assert axe(page) == []
    assert server.get("/api/status")["customers"] == 30

    form.get_by_role("button", name="Bring in 3 rows").click()
    expect(page.get_by_role("status").get_by_text("3 rows came in.")).to_be_visible()
    expect(page.get_by_text(word("data.fix.undoHint"))).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert server.get("/api/status")["customers"] == 33
    assert server.get(f"/api/imports/{number}")["rejected"] == 1
    page.goto("/customers")
    expect(page.get_by_text("guest1@shop.example")).to_be_visible()


def test_a_wrong_expression_is_a_sentence_in_the_form(page: Page, server: Any, said: list[str]) -> None:
    _bring(server)
    page.goto("/data/rejected")
    page.get_by_role("button", name=word("data.fix.button"), exact=True).click()
    _choose(page, word("data.fix.value"), word("data.fix.sql"))
    page.get_by_role("textbox", name=word("data.fix.sql")).fill("emial")
    expect(page.get_by_text("The nearest are: email.")).to_be_visible()
    page.get_by_role("textbox", name=word("data.fix.sql")).fill("LOWER(email)")
    expect(page.get_by_text("3 of 4 rows can come in.")).to_be_visible()
    _choose(page, word("data.fix.value"), word("data.fix.text"))
    page.get_by_role("textbox", name=word("data.fix.text")).fill("it's a guest")
    expect(page.get_by_text("4 of 4 rows can come in.")).to_be_visible()
    said[:] = [text for text in said if "422" not in text]


_DROP_BOTH = """(files) => {
    const data = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name));
    }
    for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
    }
}"""


def test_a_recipe_is_saved_and_reads_the_next_file(page: Page, server: Any) -> None:
    page.goto("/data")
    expect(page.get_by_role("heading", name=word("data.first.title"))).to_be_visible()
    drop(page, "shop1.csv", _rows(1))
    save = page.get_by_role("button", name=word("data.recipe.save"))
    with page.expect_download() as waiting:
        save.click()
    assert re.fullmatch(r"shop1-\d{4}-\d\d-\d\d\.yaml", waiting.value.suggested_filename)
    recipe = waiting.value.path().read_bytes()
    assert b"file: shop*.csv" in recipe

    page.goto("/data")
    expect(page.get_by_role("heading", name=word("data.first.title"))).to_be_visible()
    files = [("shop2.csv", _rows(2)), ("shop.yaml", recipe)]
    page.evaluate(_DROP_BOTH, [[name, base64.b64encode(content).decode()] for name, content in files])
    page.wait_for_url(re.compile("/data/recipe"))
    expect(page.get_by_role("heading", name="shop2.csv")).to_be_visible()
    expect(page.get_by_role("cell", name="View").first).to_be_visible()
    page.get_by_role("button", name=word("data.go.import"), exact=True).click()
    expect(page.locator("[data-touchpoint]").first).to_be_visible(timeout=120_000)
    assert server.get("/api/status")["customers"] >= 30


def test_a_recipe_without_data_is_a_sentence(page: Page) -> None:
    page.goto("/data")
    expect(page.get_by_role("heading", name=word("data.first.title"))).to_be_visible()
    drop(page, "shop.yaml", b"recipe: 1")
    expect(page.get_by_text(word("data.recipe.alone"))).to_be_visible()
    page.goto("/data/recipe?uploads=none")
    expect(page.get_by_text(word("data.recipe.gone"))).to_be_visible()
    expect(page.get_by_role("heading", name=pattern("data.recipe.title"))).to_be_visible()
