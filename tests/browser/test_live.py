"""The live room: a source is made, a client sends to it, its events are seen, filtered, followed to a person."""

import re
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect
from words import word

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=word(name), exact=True).click()


def filled(path: str, **values: str) -> str:
    """A sentence of the page with its values."""
    text = word(path)
    for slot, value in values.items():
        text = text.replace("{{" + slot + "}}", value)
    return text


def send(server: Any, key: str, *names: str, **more: Any) -> int:
    events = [{"type": "track", "event": name, "userId": "ann", **more} for name in names]
    return httpx.post(f"http://127.0.0.1:{server.port}/v1/batch", json={"batch": events, "writeKey": key}).status_code


@pytest.fixture
def key(page: Page, server: Any, axe: Any) -> str:
    """The write key of a source that was made in the page."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/live")
    expect(page.get_by_text(word("live.stream.none"))).to_be_visible()
    assert axe(page) == []
    press(page, "live.sources.new")
    page.get_by_role("dialog").get_by_label(word("live.create.name"), exact=True).fill("Shop")
    press(page, "live.create.make")
    expect(page.get_by_role("dialog")).to_contain_text(filled("live.made.title", name="Shop"))
    assert axe(page) == []
    told = page.get_by_role("dialog").locator("pre").inner_text()
    found = re.search(r'"writeKey": "([0-9a-f]{32})"', told)
    assert found, told
    page.get_by_role("dialog").get_by_role("button", name=word("live.close"), exact=True).last.click()
    return found[1]


def test_what_a_client_sends_is_seen_and_leads_to_whose_it_is(page: Page, server: Any, key: str, axe: Any) -> None:
    assert send(server, key, "Product Viewed", "Call Started", properties={"sku": "S-7"}) == 200
    events = page.get_by_role("region", name=word("live.stream.title")).get_by_role("listitem")
    expect(events).to_have_count(2)
    expect(events.first).to_contain_text("Call Started")
    expect(events.first).to_contain_text("sku S-7")
    assert axe(page) == []
    page.get_by_label(word("live.stream.filter")).fill("viewed")
    expect(events).to_have_count(1)
    page.get_by_label(word("live.stream.filter")).fill("nothing of the kind")
    expect(page.get_by_text(word("live.stream.noneFits"))).to_be_visible()
    page.get_by_label(word("live.stream.filter")).fill("")
    press(page, "live.stream.pause")
    send(server, key, "Order Completed")
    expect(page.get_by_text(filled("live.stream.held_one", n="1"))).to_be_visible()
    expect(events).to_have_count(2)
    press(page, "live.stream.resume")
    expect(events).to_have_count(3)
    expect(events.first).to_contain_text("Order Completed")
    events.first.get_by_role("link", name="ann").click()
    expect(page.get_by_role("heading", name="ann", level=1)).to_be_visible()
    assert "ann" not in page.url


def test_settings_hold_and_a_new_key_replaces_the_old(
    page: Page, server: Any, key: str, axe: Any, said: list[str]
) -> None:
    page.get_by_role("button", name=filled("live.settings.of", name="Shop")).click()
    assert axe(page) == []
    page.get_by_label(word("live.settings.origins")).fill("shop.example")
    press(page, "live.settings.save")
    expect(page.get_by_role("alert")).to_contain_text("https://shop.example")
    said[:] = [text for text in said if "422" not in text]
    page.get_by_label(word("live.settings.origins")).fill("https://shop.example")
    page.get_by_label(word("live.settings.paused")).check(force=True)
    press(page, "live.settings.save")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(word("live.sources.paused"))).to_be_visible()
    page.wait_for_timeout(1200)  # a collector goes by what it knew for a second
    assert send(server, key, "Product Viewed") == 503
    page.get_by_role("button", name=filled("live.settings.of", name="Shop")).click()
    press(page, "live.settings.renew")
    press(page, "live.settings.renewYes")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("cell", name=key)).to_have_count(0)
    page.wait_for_timeout(1200)
    assert send(server, key, "Product Viewed") == 401


def test_what_is_no_event_leads_to_its_reason(page: Page, server: Any, key: str) -> None:
    assert send(server, key, "Product Viewed", "") == 200
    page.get_by_role("row", name=re.compile("Shop")).get_by_role("link", name="1").click()
    expect(page.get_by_role("main")).to_contain_text("Shop")
    expect(page.get_by_role("main")).to_contain_text(word("reasons.row.no_name"))


def test_keys_are_explained_merged_and_split(page: Page, server: Any, key: str, axe: Any) -> None:
    send(server, key, "Product Viewed", anonymousId="a1")
    events = [{"type": "track", "event": "Call Started", "userId": "ben"}]
    httpx.post(f"http://127.0.0.1:{server.port}/v1/batch", json={"batch": events, "writeKey": key})
    stream = page.get_by_role("region", name=word("live.stream.title"))
    stream.get_by_role("link", name="ann").click()
    keys = page.get_by_role("region", name=word("customers.keys.title"))
    expect(keys.get_by_role("listitem")).to_have_count(2)
    expect(keys.get_by_role("listitem").first).to_contain_text(
        filled("customers.keys.rule.shared", other="anonymous:a1")
    )
    assert axe(page) == []
    press(page, "customers.keys.merge")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("customers.keys.other")).fill("ben")
    press(page, "customers.keys.preview")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    assert axe(page) == []
    press(page, "customers.keys.mergeYes")
    expect(keys.get_by_role("listitem")).to_have_count(3)
    page.get_by_role("button", name=filled("customers.keys.splitOf", key="ben")).click()
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    press(page, "customers.keys.splitYes")
    expect(keys.get_by_role("listitem")).to_have_count(2)
    expect(keys).not_to_contain_text("ben")
