"""Dimensions by rule in a workspace: what they hold, and audiences that ask for them."""

import csv
from collections.abc import Iterator

import pytest

from footpath.workspace import Workspace

COUNTRIES = ("PL", "RO", "DE", "", "TW")
RULE = {
    "name": "Region",
    "property": "country",
    "groups": [{"name": "East", "values": ["PL", "RO"]}, {"name": "North", "values": ["SE"]}],
    "other": "Elsewhere",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """50 customers of two events each, ten of each country."""
    folder = tmp_path_factory.mktemp("dimensions")
    with (folder / "events.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["customer", "time", "event", "country", "ticket"])
        for at in range(100):
            out.writerow([f"c{at % 50}", f"2026-01-01T{at % 24:02d}:00:00Z", "View", COUNTRIES[at % 5], f"t{at}"])
    with Workspace.create(folder / "shop") as workspace:
        workspace.import_files([folder / "events.csv"])
        workspace.edit({"do": "set_dimension", **RULE})
        yield workspace


def test_check_counts_the_groups_and_what_is_left(shop: Workspace) -> None:
    [row] = shop.dictionary.check()["dimensions"]
    assert row["state"] == "ready"
    assert row["trait"]
    assert row["missing"] == 20
    assert row["groups"] == [
        {"name": "East", "values": 2, "events": 40, "examples": ["PL", "RO"]},
        {"name": "North", "values": 0, "events": 0, "examples": []},
    ]
    assert row["other"] == {"name": "Elsewhere", "values": 2, "events": 40, "examples": ["DE", "TW"]}


def test_a_rule_is_tried_before_it_is_kept(shop: Workspace) -> None:
    from footpath.definitions.model import DimensionRule

    tried = shop.dictionary.dimension(
        DimensionRule.model_validate({**RULE, "groups": [{"name": "T", "values": ["t*"]}]})
    )
    assert (tried["groups"][0]["events"], tried["other"]["events"], tried["missing"], tried["n"]) == (20, 60, 20, 100)
    assert len(shop.definitions().dimensions[0].groups) == 2


@pytest.mark.parametrize(
    ("name", "of", "state"),
    [("X", "colour", "unknown"), ("X", "ticket", "no_column"), ("Country", "country", "hidden")],
)
def test_a_rule_that_cannot_be_asked_says_so(shop: Workspace, name: str, of: str, state: str) -> None:
    from footpath.definitions.model import DimensionRule

    rule = DimensionRule.model_validate({**RULE, "name": name, "property": of})
    assert shop.dictionary.dimension(rule)["state"] == state


def test_audiences_ask_for_groups_as_for_any_property(shop: Workspace) -> None:
    def held(rule: str) -> int:
        return shop.count(rule)[0]

    assert held("Region = East") == held("country in (PL, RO)") == 20
    assert held("region = Elsewhere") == 20
    assert held("Region is missing") == 10
    assert held("not Region = East") == 30
