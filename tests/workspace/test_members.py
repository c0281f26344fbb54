"""Who stands behind a cell, of a part of the customers, in a group, and after a filter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from footpath.analyses.funnel import Funnel
from footpath.analyses.trends import Trends
from footpath.workspace import Cell, Workspace, WorkspaceError

FUNNEL = Funnel(steps=["Look", "Buy"], window="9d")
COUNTRIES = ["PL", "RO", "TW"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root: Path = tmp_path_factory.mktemp("shop")
    lines = [
        f"c{who},2026-03-{day:02d}T{who % 24:02d}:00:00Z,{event},{'web' if who % 2 else 'app'},{COUNTRIES[who % 3]}"
        for who in range(120)
        for day, event in ((1, "Look"), (2, "Look"), (3, "Buy"))
        if event == "Look" or who % 5 == 0
    ]
    (root / "events.csv").write_text("\n".join(["customer,time,event,channel,country", *lines]))
    with Workspace.create(root / "workspace") as workspace:
        workspace.import_files(root / "events.csv")
        yield workspace


def keys(answer: dict) -> set[str]:
    return {customer["key"] for customer in answer["customers"]}


def test_they_are_all_and_only_those_of_the_cell(shop: Workspace) -> None:
    found = shop.customers_in(FUNNEL, Cell({"step": 2}, "customers"), limit=1_000)
    assert found["n"] == 24
    assert keys(found) == {f"c{who}" for who in range(0, 120, 5)}
    some = shop.customers_in(FUNNEL, Cell({"step": 2}, "customers"), limit=7)
    assert (some["n"], len(some["customers"])) == (24, 7)
    assert keys(some) < keys(found)


def test_audience_filter_and_group_hold(shop: Workspace) -> None:
    cell = Cell({"step": 2}, "customers")
    found = shop.customers_in(FUNNEL, cell, audience="country = PL", limit=99)
    assert keys(found) == {f"c{who}" for who in range(0, 120, 15)}
    assert shop.customers_in(FUNNEL, cell, where="channel = web", limit=99)["n"] == 12
    broken = shop.run(FUNNEL, breakdown="country")
    for row in broken.rows:
        place = {"step": row["step"], "group": row["group"], "group_other": row["group_other"]}
        found = shop.customers_in(FUNNEL, Cell(place, "customers", "country"), limit=99)
        assert found["n"] == row["customers"] == len(keys(found))
        assert {int(key[1:]) % 3 for key in keys(found)} == {COUNTRIES.index(row["group"])}


def test_trends_keep_their_own_rest_beside_that_of_a_group(shop: Workspace) -> None:
    rows = shop.run(Trends(unit="day", split="name", top=1), breakdown="country").rows
    assert {row["rest"] for row in rows} == {True, False}
    row = next(row for row in rows if row["rest"] and row["events"])
    place = {name: row[name] for name in ("from", "name", "rest", "group", "group_other")}
    found = shop.customers_in(Trends(unit="day", split="name", top=1), Cell(place, "events", "country"), limit=99)
    assert found["n"] == row["events"] == 8


def test_what_is_not_there_is_said(shop: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="no row with step = 3"):
        shop.customers_in(FUNNEL, Cell({"step": 3}, "customers"))
    with pytest.raises(WorkspaceError, match="no group “DE”"):
        shop.customers_in(FUNNEL, Cell({"step": 1, "group": "DE"}, "customers", "country"))
    with pytest.raises(WorkspaceError, match="customers, dropped, in_window"):
        shop.customers_in(FUNNEL, Cell({"step": 1}, "median_s"))
