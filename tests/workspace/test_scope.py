"""Filters, breakdowns and comparisons, for every analysis on the shelf."""

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from footpath.analyses._analysis import Analysis
from footpath.analyses.funnel import Funnel
from footpath.analyses.retention import Retention
from footpath.analyses.transitions import Transitions
from footpath.shelf import items
from footpath.workspace import Scope, Workspace, WorkspaceError

SHELF = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
EVERY = pytest.mark.parametrize("name", SHELF)
COUNTRIES = ("PL", "RO", "DE", "")
NAMES = ("View", "Add", "Order")


def rows() -> list[list[str]]:
    """120 customers, each of one country, with events on two channels."""
    chance = random.Random(3)
    made = []
    for customer in range(120):
        for _ in range(chance.randrange(1, 9)):
            time = f"2026-02-{chance.randrange(1, 29):02d}T{chance.randrange(24):02d}:{chance.randrange(60):02d}:00Z"
            channel = chance.choice(["web", "app"])
            late = chance.choice(["true", "false"])
            made.append([f"c{customer}", time, chance.choice(NAMES), channel, COUNTRIES[customer % 4], late])
    return made


ROWS = rows()


def brought(folder: Path, wanted: list[list[str]]) -> Workspace:
    folder.mkdir(exist_ok=True)
    with (folder / "events.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["customer", "time", "event", "channel", "country", "late"], *wanted])
    workspace = Workspace.create(folder / "shop")
    workspace.import_files([folder / "events.csv"])
    return workspace


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with brought(tmp_path_factory.mktemp("scope"), ROWS) as workspace:
        yield workspace


def asked(name: str) -> Analysis:
    return SHELF[name].model_validate(SHELF[name].example)


def plain(answer: dict[str, Any]) -> str:
    """The answer without what says how it was asked, and without how many kinds of the dictionary fit a step."""
    said = {k: v for k, v in answer.items() if k not in ("where", "audience", "breakdown", "snapshot")}
    return re.sub(r'"kinds": \d+', "", json.dumps(said))


@EVERY
def test_a_filter_answers_as_a_store_with_these_events_alone(shop: Workspace, tmp_path: Path, name: str) -> None:
    if name == "retention":
        pytest.skip("its cohorts begin with the first event ever; see the test below")
    kept = [row for row in ROWS if row[3] == "app" and row[5] == "true"]
    period = ("2026-02-01", "2026-02-20")  # who has time left is judged by the data's end, which lies after it in both
    with brought(tmp_path / "part", kept) as part:
        part.import_definitions(shop.export_definitions())
        where = shop.run(asked(name), where="channel = app and late = true", period=period).to_dict()
        alone = part.run(asked(name), period=period).to_dict()
    for answer in (where, alone):
        for place in answer.get("rows", []) if name == "positions" else []:
            place.pop("code", None)
    if name in ("positions", "map"):  # they name kinds by codes, which hang on the store
        assert where["n"] == alone["n"]
    else:
        assert plain(where) == plain(alone)


def test_a_filter_hides_returns_but_never_when_somebody_began(shop: Workspace) -> None:
    whole = shop.run(Retention(unit="week", periods=3)).to_dict()
    app = shop.run(Retention(unit="week", periods=3), where="channel = app").to_dict()
    assert [cohort["size"] for cohort in app["cohorts"]] == [cohort["size"] for cohort in whole["cohorts"]]
    pairs = [
        (a["returned_so_far"], b["returned_so_far"])
        for one, two in zip(app["cohorts"], whole["cohorts"], strict=True)
        for a, b in zip(one["cells"], two["cells"], strict=True)
    ]
    assert all(a <= b for a, b in pairs)
    assert sum(a for a, _ in pairs) < sum(b for _, b in pairs)


def test_a_filter_over_customers_is_refused(shop: Workspace) -> None:
    with pytest.raises(ValueError, match="A filter is about single events"):
        shop.run(Transitions(), where='channel = app and did "View"')


@EVERY
def test_the_groups_of_a_breakdown_are_the_audiences_and_make_up_the_whole(shop: Workspace, name: str) -> None:
    answer = shop.run(asked(name), breakdown="country").to_dict()
    groups = answer["breakdown"]["groups"]
    assert sorted(str(group["value"]) for group in groups) == ["DE", "None", "PL", "RO"]
    assert not any(group["other"] for group in groups)
    for group in groups:
        rule = f"country = {group['value']}" if group["value"] else "country is missing"
        alone = shop.run(asked(name), audience=rule).to_dict()
        assert group["answer"]["n"] == alone["n"]
        assert {k: alone[k] for k in group["answer"] if k not in ("variants",)} == {
            k: v for k, v in group["answer"].items() if k not in ("variants",)
        }
    assert plain(answer) == plain(shop.run(asked(name)).to_dict())


def test_a_breakdown_by_a_dimension_and_by_a_property_of_events(shop: Workspace) -> None:
    shop.edit(
        {"do": "set_dimension", "name": "Region", "property": "country", "other": "West",
         "groups": [{"name": "East", "values": ["PL", "RO"]}]}
    )  # fmt: skip
    region = shop.run(Transitions(), breakdown="Region")
    assert {group["value"]: group["answer"]["n"] for group in region.to_dict()["breakdown"]["groups"]} == {
        "East": 60, "West": 30, None: 30
    }  # fmt: skip
    assert set(region.table["group"].to_pylist()) == {"East", "West", None}
    first = {}
    for row in sorted(ROWS, key=lambda row: row[1]):
        first.setdefault(row[0], row[5])
    late = shop.run(Transitions(), breakdown="late").to_dict()["breakdown"]["groups"]
    assert {group["value"]: group["answer"]["n"] for group in late} == {
        value: list(first.values()).count(value) for value in ("true", "false")
    }


def test_a_comparison_holds_both_answers_and_newcombes_interval(shop: Workspace) -> None:
    funnel = Funnel(steps=["View", "Order"], window="30d")
    result = shop.run(funnel, audience="country = PL", compare=Scope(audience="country = RO"))
    answer = result.to_dict()
    one, two = (shop.run(funnel, audience=f"country = {country}").to_dict() for country in ("PL", "RO"))
    assert answer["steps"] == one["steps"]
    assert answer["other"]["steps"] == two["steps"]
    [share] = [row for row in answer["difference"] if row["name"] == "Order" and row["measure"] == "share"]
    p, q = one["steps"][1], two["steps"][1]
    below = ((p["share"] - p["low"]) ** 2 + (q["high"] - q["share"]) ** 2) ** 0.5
    assert share["difference"] == pytest.approx(p["share"] - q["share"], abs=1e-6)
    assert share["low"] == pytest.approx(share["difference"] - below, abs=1e-5)
    assert share["low"] < share["difference"] < share["high"]
    assert result.table.num_rows == len(answer["difference"])


def test_a_comparison_of_transitions_tests_every_share(shop: Workspace, tmp_path: Path) -> None:
    result = shop.run(Transitions(), audience="country = PL", compare=Scope(audience="country = RO"))
    answer = result.to_dict()
    assert result.heads[-2:] == ["p", "p_adjusted"]
    shares = [row for row in answer["difference"] if row["p"] is not None]
    assert {row["measure"] for row in shares} == {"share"}
    edges = {(edge["from"], edge["to"]) for side in (answer, answer["other"]) for edge in side["edges"]}
    ever = {node["name"] for node in answer["nodes"]} & {node["name"] for node in answer["other"]["nodes"]}
    assert {(row["from"], row["to"]) for row in shares} == {edge for edge in edges if edge[0] in ever | {"START"}}
    assert all(row["p"] <= row["p_adjusted"] <= 1 for row in shares)
    about = answer["test"]
    assert (about["tests"], about["differ"]) == (len(shares), sum(row["p_adjusted"] <= 0.05 for row in shares))
    assert f"{len(shares)} tests" in about["definition"]

    result.write(tmp_path / "moves.csv")
    head, *rows = csv.reader((tmp_path / "moves.csv").read_text("utf-8-sig").splitlines())
    assert head == result.heads
    found = [(row[head.index("measure")], row[head.index("value")], row[head.index("difference")]) for row in rows]
    expected = [(row["measure"], row["value"], row["difference"]) for row in answer["difference"]]
    assert found == [tuple("" if one is None else str(one) for one in row) for row in expected]
    assert all("." not in value for measure, value, _ in found if measure in ("count", "customers"))


@EVERY
def test_a_scope_compared_with_itself_differs_in_nothing(shop: Workspace, name: str) -> None:
    found = shop.run(asked(name), compare=Scope()).to_dict()["difference"]
    assert all(row["difference"] in (0, None) for row in found)
    assert all(row["low"] <= 0 <= row["high"] for row in found if row["low"] is not None)


def test_what_cannot_be_asked_is_said(shop: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="no property or dimension “colour”"):
        shop.run(Transitions(), breakdown="colour")
    with pytest.raises(WorkspaceError, match="not for both"):
        shop.run(Transitions(), breakdown="country", compare=Scope())
