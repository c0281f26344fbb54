"""No serious accessibility fault (axe) in any room, light and dark."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from files import drop, shop
from playwright.sync_api import Page, expect
from words import word

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_run_and_the_preview(page: Page, axe: Axe, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_role("heading", name=word("data.first.title"))).to_be_visible()
    assert axe(page) == []
    drop(page, "shop.csv", shop())
    page.wait_for_url(re.compile("/data/check/"))
    expect(page.get_by_role("button", name=re.compile("^Import"))).to_be_enabled()
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rooms_with_data(page: Page, server: Any, axe: Axe, scheme: Any) -> None:
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    customer = server.post("/api/customers/search", limit=1)["rows"][0]["id"]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for path in ("/", "/data", "/data/rejected", "/customers", f"/customers/{customer}", "/definitions", "/sql"):
        page.goto(path)
        expect(page.get_by_role("heading").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        faults += [f"{path}: {fault}" for fault in axe(page)]
    assert not faults, "\n".join(faults)
