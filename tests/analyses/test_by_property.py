"""Analyses that look at a property of events: what is credited, and what stays equal over the steps of a funnel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from footpath.analyses.attribution import MODELS, Attribution
from footpath.analyses.funnel import Funnel
from footpath.workspace import Cell, Workspace

# (customer, day, event, campaign, product): Ann's campaigns are also event names, so that two ways can be compared.
ROWS = [
    ("ann", 1, "Spring", "Spring", ""),
    ("ann", 2, "Sale", "Sale", ""),
    ("ann", 3, "Buy", "", ""),
    ("bob", 1, "Sale", "Sale", ""),
    ("bob", 4, "Buy", "", ""),
    ("cem", 1, "Plain", "", ""),
    ("cem", 2, "Buy", "", ""),
    ("dee", 1, "View", "", "lamp"),
    ("dee", 2, "Cart", "", "chair"),
    ("dee", 3, "View", "", "chair"),
    ("dee", 4, "Cart", "", "chair"),
    ("eva", 1, "View", "", "lamp"),
    ("eva", 2, "Cart", "", "chair"),
    ("flo", 1, "View", "", ""),
    ("flo", 2, "Cart", "", ""),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root: Path = tmp_path_factory.mktemp("shop")
    lines = [f"{who},2026-03-{day:02d}T12:00:00Z,{event},{tag},{product}" for who, day, event, tag, product in ROWS]
    (root / "events.csv").write_text("\n".join(["customer,time,event,campaign,product", *lines]))
    with Workspace.create(root / "workspace") as workspace:
        workspace.import_files(root / "events.csv")
        yield workspace


def test_campaigns_are_credited_as_events_of_their_names_are(shop: Workspace) -> None:
    asked = {"outcome": "Buy", "gap": "1ms"}
    by_property = shop.run(Attribution(property="campaign", **asked)).to_dict()
    by_name = shop.run(Attribution(by="name", **asked)).to_dict()
    assert by_property["attributed"] == by_name["attributed"] == 3
    credited = {row["name"]: row["credit"] for row in by_property["rows"]}
    expected = {row["name"]: row["credit"] for row in by_name["rows"]}
    assert {*credited} == {"Spring", "Sale", None}, "touches without a campaign are a row of their own"
    for name in ("Spring", "Sale"):
        for model in ("first", "last", "linear", "position", "time_decay", "participation", "shapley", "markov"):
            assert credited[name][model] == pytest.approx(expected[name][model]), (name, model)
    assert credited[None]["linear"] == expected["Plain"]["linear"] == 1
    assert {*credited["Sale"]} == {*MODELS}


def test_who_stands_behind_a_campaign(shop: Workspace) -> None:
    asked = Attribution(property="campaign", outcome="Buy", gap="1ms")
    found = shop.customers_in(asked, Cell({"name": "Sale"}, "touches"))
    assert (found["n"], found["unit"]) == (2, "touches")
    assert {customer["key"] for customer in found["customers"]} == {"ann", "bob"}


def test_a_held_property_is_the_same_at_all_steps(shop: Workspace) -> None:
    steps = ["View", "Cart"]
    assert [step["customers"] for step in shop.run(Funnel(steps=steps)).rows] == [3, 3]
    held = shop.run(Funnel(steps=steps, hold="product"))
    assert [step["customers"] for step in held.rows] == [2, 1]
    assert held.rows[1]["median_s"] == pytest.approx(24 * 3600, rel=0.01)
    who = shop.customers_in(Funnel(steps=steps, hold="product"), Cell({"step": 2}, "customers"))
    assert [customer["key"] for customer in who["customers"]] == ["dee"]


def test_a_property_that_is_not_there_is_named(shop: Workspace) -> None:
    with pytest.raises(ValueError, match=r"“brand”.*campaign"):
        shop.run(Attribution(property="brand", outcome="Buy"))
    with pytest.raises(ValueError, match=r"“brand”.*product"):
        shop.run(Funnel(steps=["View", "Cart"], hold="brand"))
