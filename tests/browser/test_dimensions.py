"""Dimensions by rule as a person makes them: groups are named, filled, counted while typed, and asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from map_room import filled
from playwright.sync_api import Page, expect
from words import word

pytestmark = pytest.mark.browser

COUNTRIES = ("PL", "RO", "DE", "TW", "")


def shop() -> bytes:
    """50 customers of two events each, ten of each country."""
    rows = [f"c{at % 50},2026-01-{1 + at % 28:02d}T10:00:00Z,View,{COUNTRIES[at % 5]}" for at in range(100)]
    return "\n".join(["customer,time,event,country", *rows]).encode()


def test_values_are_put_into_groups_and_an_audience_asks_for_one(
    page: Page, server: Any, axe: Callable[[Page], list[str]]
) -> None:
    server.ended(server.post("/api/imports", upload=server.upload("shop.csv", shop()))["import_id"], 120)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/definitions")
    section = page.get_by_role("region", name=word("definitions.dimensions.title"))
    section.get_by_role("button", name=word("definitions.dimensions.add")).click()
    form = page.get_by_role("form", name=word("definitions.dimensions.add"))
    save = form.get_by_role("button", name=word("definitions.save"))
    expect(save).to_be_disabled()
    form.get_by_label(word("definitions.touchpoint.name"), exact=True).fill("Region")
    form.get_by_label(word("definitions.dimensions.property")).select_option("country")
    expect(form.get_by_role("status")).to_contain_text("4 values of 80 events are in no group; 20 events")

    form.get_by_label(filled("definitions.dimensions.groupName", place="1")).fill("East")
    values = form.get_by_role("combobox", name=filled("definitions.dimensions.valuesOf", place="1"))
    for value in ("pl", "R*"):
        values.fill(value)
        values.press("Enter")
    form.get_by_label(word("definitions.dimensions.other")).fill("Elsewhere")
    expect(form.get_by_role("status")).to_contain_text("2 values of 40 events are in no group")
    expect(form.get_by_role("listitem").first).to_contain_text("40")
    assert axe(page) == []
    save.click()
    expect(form).to_have_count(0)
    expect(page.get_by_text(filled("map.said.set_dimension", name="Region"))).to_be_visible()
    expect(section).to_contain_text("East pl, R*")
    assert server.post("/api/audiences/count", rule="Region = East")["customers"] == 20

    section.get_by_role("button", name=filled("definitions.dimensions.editOf", name="Region")).click()
    edit = page.get_by_role("form", name=filled("definitions.dimensions.editOf", name="Region"))
    edit.get_by_role("button", name=word("definitions.remove")).click()
    expect(section).not_to_contain_text("Region")
    page.get_by_role("button", name=word("map.undo")).first.click()
    expect(section).to_contain_text("Region")
