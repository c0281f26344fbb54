"""A funnel by the value at its first or its last reached step: groups, who is in them, through every door."""

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from footpath.analyses.funnel import Funnel
from footpath.cli import main
from footpath.http.app import create_app
from footpath.workspace import Cell, Workspace

STEPS = ("View", "Add", "Order")
CAMPAIGNS = ("spring", "summer", "")


def events() -> list[tuple[str, str, str, str]]:
    """60 customers who go View, Add, Order, some not all the way; each event with a campaign of its own."""
    chance = random.Random(5)
    made = []
    for customer in range(60):
        for step, name in enumerate(STEPS[: chance.randrange(1, 4)]):
            time = f"2026-03-01T{customer % 20:02d}:{10 * step:02d}:00Z"
            made.append((f"c{customer}", time, name, chance.choice(CAMPAIGNS)))
    made.append(("c99", "2026-03-01T00:00:00Z", "Order", "autumn"))
    return made


EVENTS = events()


def expected(at: int) -> dict[str | None, list[int]]:
    """Customers that reach each step, by the campaign of the event at the first (0) or the last (-1) of theirs."""
    found: dict[str | None, list[int]] = {}
    for customer in {row[0] for row in EVENTS} - {"c99"}:
        own = [row for row in EVENTS if row[0] == customer]
        counts = found.setdefault(own[at][3] or None, [0, 0, 0])
        for step in range(len(own)):
            counts[step] += 1
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("steps")
    with (root / "events.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("customer", "time", "event", "campaign"), *EVENTS])
    with Workspace.create(root / "shop") as workspace:
        workspace.import_files([root / "events.csv"])
    return root / "shop"


@pytest.fixture
def shop(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder) as workspace:
        yield workspace


def groups_of(answer: dict[str, Any]) -> dict[str | None, list[int]]:
    groups = answer["breakdown"]["groups"]
    return {group["value"]: [step["customers"] for step in group["answer"]["steps"]] for group in groups}


@pytest.mark.parametrize(("at", "place"), [("first_step", 0), ("last_step", -1)])
def test_groups_are_those_of_the_step(shop: Workspace, at: Any, place: int) -> None:
    answer = shop.run(Funnel(steps=list(STEPS), breakdown_at=at), breakdown="campaign").to_dict()
    assert answer["breakdown"]["at"] == at
    assert groups_of(answer) == expected(place)
    for step, row in enumerate(answer["steps"]):
        assert row["customers"] == sum(counts[step] for counts in expected(place).values())


def test_the_first_step_is_what_counts_unless_it_is_said(shop: Workspace) -> None:
    plain = shop.run(Funnel(steps=list(STEPS)), breakdown="campaign").to_dict()
    assert groups_of(plain) == expected(0)
    first_event = shop.run(Funnel(steps=list(STEPS), breakdown_at="first_event"), breakdown="campaign").to_dict()
    assert groups_of(first_event) != expected(0)
    assert groups_of(first_event)["autumn"] == [0, 0, 0]
    assert first_event["n"] == plain["n"]


@pytest.mark.parametrize(("at", "place"), [("first_step", 0), ("last_step", -1)])
def test_those_behind_a_group_are_as_many_as_it_says(shop: Workspace, at: Any, place: int) -> None:
    asked = Funnel(steps=list(STEPS), breakdown_at=at)
    for value, counts in expected(place).items():
        for step, count in enumerate(counts, 1):
            row = {"step": step, "name": STEPS[step - 1], "group": value, "group_other": False}
            found = shop.customers_in(asked, Cell(row, "customers", "campaign"), limit=100)
            assert (found["n"], len(found["customers"])) == (count, count)
            own = {one["key"] for one in found["customers"]}
            by_customer = {c: [row for row in EVENTS if row[0] == c] for c in own}
            assert all((rows[place][3] or None) == value for rows in by_customer.values())


def test_on_the_command_line_and_over_http(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [word for step in STEPS for word in ("--step", step)]
    options = ["--breakdown", "campaign", "--breakdown-at", "last_step", "--json"]
    monkeypatch.setattr(sys, "argv", ["footpath", "funnel", "-w", str(folder), *asked, *options])
    with pytest.raises(SystemExit, match="0"):
        main()
    assert groups_of(json.loads(capsys.readouterr().out)) == expected(-1)
    with TestClient(create_app(folder), base_url="http://127.0.0.1:8420", headers={"X-Footpath": "1"}) as client:
        body = {"steps": STEPS, "breakdown": "campaign", "breakdown_at": "last_step"}
        answer = client.post("/api/funnel", json=body).json()
    assert answer["breakdown"]["at"] == "last_step"
    assert groups_of(answer) == expected(-1)
