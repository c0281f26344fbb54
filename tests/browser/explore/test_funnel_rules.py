"""The room Explore: what ends an attempt, between which steps; and groups by the value at a step."""

import re

import pytest
from exploring import asked, opened, reconciles, room, starting, word_of
from playwright.sync_api import Page, expect
from tests.http.server_process import Server

pytestmark = pytest.mark.browser


def test_an_exclusion_counts_between_two_steps(page: Page, filled: Server) -> None:
    opened(page, "funnel")
    steps = [step["name"] for step in filled.post("/api/funnel", **starting(filled, "funnel"))["steps"]]
    assert len(steps) >= 4
    word_of(page, "exclude").click()
    form = page.get_by_role("dialog", name=room("parameter.exclude"))
    form.get_by_role("button", name=room("steps.add"), exact=True).click()
    form.get_by_role("searchbox").fill("delivery r")

    body = asked(page, "funnel", lambda: form.get_by_role("option", name=re.compile("Delivery Rated")).click())
    assert body["exclude"] == [{"event": {"event": "Delivery Rated"}}]

    after = form.get_by_label(room("between.afterOf", name="Delivery Rated"))
    before = form.get_by_label(room("between.beforeOf", name="Delivery Rated"))
    offered = [f"{place} · {name}" for place, name in enumerate(steps, 1)]
    assert after.locator("option").all_inner_texts() == offered[:-1]
    body = asked(page, "funnel", lambda: after.select_option("2"))
    assert body["exclude"] == [{"event": {"event": "Delivery Rated"}, "after": 2}]
    assert before.locator("option").all_inner_texts() == offered[2:]
    body = asked(page, "funnel", lambda: before.select_option("3"))
    assert body["exclude"] == [{"event": {"event": "Delivery Rated"}, "after": 2, "before": 3}]
    expect(word_of(page, "exclude")).to_contain_text("Delivery Rated (2–3)")
    reconciles(page, filled, "funnel", body)

    # Another event in its place keeps the steps; it goes with a click.
    form.get_by_role("button", name="Delivery Rated", exact=True).click()
    form.get_by_role("searchbox").fill("product v")
    body = asked(page, "funnel", lambda: form.get_by_role("option", name=re.compile("Product Viewed")).click())
    assert body["exclude"] == [{"event": {"event": "Product Viewed"}, "after": 2, "before": 3}]
    assert filled.post("/api/funnel", **body)["exclude"] == [{"name": "Product Viewed", "after": 2, "before": 3}]
    remove = form.get_by_role("button", name=room("steps.remove", name="Product Viewed", n="1"))
    assert asked(page, "funnel", remove.click)["exclude"] == []


def test_groups_are_by_the_value_at_the_last_step(page: Page, filled: Server) -> None:
    opened(page, "funnel")
    expect(word_of(page, "breakdown_at")).to_have_count(0)
    page.get_by_role("button", name=re.compile(f"^{room('breakdown.label')}")).click()
    body = asked(page, "funnel", page.get_by_role("option", name="campaign", exact=True).click)
    first = filled.post("/api/funnel", **body)["breakdown"]
    word_of(page, "breakdown_at").click()
    choice = page.get_by_role("menuitem", name=room("choice.breakdown_at_last_step"), exact=True)
    body = asked(page, "funnel", choice.click)
    assert body["breakdown_at"] == "last_step"
    last = filled.post("/api/funnel", **body)["breakdown"]
    assert (first["at"], last["at"]) == ("first_step", "last_step")
    assert [group["answer"]["n"] for group in first["groups"]] != [group["answer"]["n"] for group in last["groups"]]
    reconciles(page, filled, "funnel", body)
