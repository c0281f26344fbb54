"""A property that stands in the log alone is made a dimension: started, watched, stopped, gone on with, refused."""

from typing import Any

import pytest
from map_room import filled
from playwright.sync_api import Locator, Page, expect
from tests.http.server_process import bring, long_file
from words import pattern, word

pytestmark = pytest.mark.browser


def with_orders(rows: int) -> bytes:
    """Events that each name an order of their own: too many values for a column by itself."""
    lines = (f"c{i % 40},2026-01-{1 + i % 28:02}T08:00:00Z,Order Completed,web,o{i}" for i in range(rows))
    return b"customer,time,event,channel,order_no\n" + "\n".join(lines).encode()


def opened(page: Page) -> Locator:
    """The row of the property on the page of its event."""
    page.goto("/definitions/events")
    page.get_by_role("link", name="Order Completed").click()
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="order_no"))


def kept(server: Any) -> bool:
    return any(row["kept"] and row["name"] == "order_no" for row in server.get("/api/dictionary")["properties"])


def test_a_property_is_made_a_dimension(page: Page, server: Any, axe: Any) -> None:
    bring(server, with_orders(300))
    row = opened(page)
    expect(row).to_contain_text(word("definitions.kept.log"))
    assert axe(page) == []
    row.get_by_role("button", name=f"{word('definitions.dimension.make')}: order_no").click()
    expect(row.get_by_role("status")).to_have_text(filled("definitions.dimension.done_other", n="300"))
    expect(row).to_contain_text(word("definitions.kept.column"))
    expect(row.get_by_role("button")).to_have_count(0)
    assert kept(server)
    assert axe(page) == []
    page.goto("/definitions")
    columns = page.locator("#properties dl > div").filter(has_text=word("definitions.properties.columns"))
    expect(columns).to_contain_text("order_no")


def test_it_waits_for_an_import_is_stopped_and_goes_on(page: Page, server: Any) -> None:
    bring(server, with_orders(300))
    row = opened(page)
    make = row.get_by_role("button", name=f"{word('definitions.dimension.make')}: order_no")
    go_on = row.get_by_role("button", name=f"{word('definitions.dimension.goOn')}: order_no")
    expect(make).to_be_visible()
    running = server.post("/api/imports", upload=server.upload("long.csv", long_file(900_000)))["import_id"]
    make.click()
    status = row.get_by_role("status")
    expect(status).to_have_text(word("definitions.dimension.waiting"))
    row.get_by_role("button", name=f"{word('definitions.cancel')}: order_no").click()
    server.ended(running)
    expect(status).to_have_text(word("definitions.dimension.cancelled"))
    assert not kept(server)
    go_on.click()
    expect(status).to_have_text(filled("definitions.dimension.done_other", n="300"))
    assert kept(server)


def test_a_refusal_is_said_beside_the_property(page: Page, server: Any) -> None:
    bring(server, with_orders(50_001))
    row = opened(page)
    row.get_by_role("button", name=f"{word('definitions.dimension.make')}: order_no").click()
    expect(row.get_by_role("alert")).to_have_text(pattern("reasons.backfill.values"))
    expect(row.get_by_role("button", name=f"{word('definitions.dimension.make')}: order_no")).to_be_enabled()
    assert not kept(server)
