"""Rejected rows of imports by a recipe: several events a row, rows that become one, joins, counted rows."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from footpath.collecting.importers._importer import Unreadable
from footpath.workspace import Workspace

HEAD = ["customer", "mail", "time", "event", "note"]
ROWS = [
    ["a", "a@x", "2026-03-01T08:00:00Z", "View", "1"],
    ["", "b@x", "2026-03-01T09:00:00Z", "View", "2"],
    ["", "c@x", "2026-03-01T10:00:00Z", "Buy", ""],
    ["", "", "2026-03-01T11:00:00Z", "Buy", ""],
    ["d", "d@x", "soon", "Buy", ""],
]
RULE = {"customer": "mail"}


@pytest.fixture
def ws(tmp_path: Path) -> Any:
    with Workspace.create(tmp_path / "ws") as workspace:
        yield workspace


def _csv(path: Path, rows: list[list[str]], head: list[str] = HEAD) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def test_an_event_of_several_rules_comes_in_whole(ws: Workspace, tmp_path: Path) -> None:
    path = _csv(tmp_path / "o.csv", [["", "m", "2026-03-01", "2026-03-04"]], ["id", "mail", "placed", "sent"])
    rules = ["Placed", "Sent"]
    events = [{"from": "o", "event": f"={name}", "customer": "id", "time": name.lower()} for name in rules]
    recipe = json.dumps({"recipe": 1, "tables": {"o": {"file": "o.csv"}}, "events": events})
    number = ws.import_files(path, recipe=recipe).import_id
    assert ws.rejected()["total"] == 1
    assert ws.replay(number, rule={"id": "mail"})["events"] == 2
    assert ws.rejected()["total"] == 0


def test_what_a_row_had_brought_is_not_brought_again(ws: Workspace, tmp_path: Path) -> None:
    rows = [["1", "2026-03-01", "soon"], ["1", "2026-03-01", "2026-03-04"], ["2", "2026-03-01", "soon"]]
    path = _csv(tmp_path / "o.csv", rows, ["id", "placed", "sent"])
    events = [{"from": "o", "event": f"={name}", "customer": "id", "time": name.lower()} for name in ("Placed", "Sent")]
    recipe = json.dumps({"recipe": 1, "tables": {"o": {"file": "o.csv"}}, "events": events})
    number = ws.import_files(path, recipe=recipe).import_id
    assert (ws.status()["events"], ws.rejected()["total"]) == (4, 2)
    assert ws.replay(number)["fixed"] == 0
    assert ws.replay(number, rule={"sent": "'2026-03-05'"})["events"] == 2
    assert (ws.status()["events"], ws.rejected()["total"]) == (6, 0)


def test_rows_that_become_one_leave_together(ws: Workspace, tmp_path: Path) -> None:
    rows = [
        ["x", "x", "2026-03-02", "1"],
        ["", "m", "2026-03-01", "7"],
        ["", "m", "2026-03-01", "8"],
        ["", "", "2026-03-01", "9"],
    ]
    path = _csv(tmp_path / "o.csv", rows, ["id", "mail", "day", "n"])
    steps = [
        {"reject": "id IS NULL OR id = ''", "reason": "no_customer"},
        {"per": ["id", "day"], "columns": {"total": "SUM(n)"}},
    ]
    event = {"from": "o", "event": "=Buy", "customer": "id", "time": "day", "value": "total"}
    recipe = json.dumps({"recipe": 1, "tables": {"o": {"file": "o.csv", "steps": steps}}, "events": [event]})
    number = ws.import_files(path, recipe=recipe).import_id
    told = ws.replay(number, rule={"id": "mail"})
    assert (told["fixed"], told["events"], told["shown"][0]["value"]) == (2, 1, 15.0)
    assert (ws.rejected()["total"], ws.imports()[0]["rejected"]) == (1, 1)


JOINED = """
recipe: 1
tables:
  people: {file: people.csv}
  rows:
    file: rows.csv
    steps:
      - join: people
        on: mail
        columns: [country]
events:
  - {from: rows, event: event, customer: customer, time: time}
"""


def test_a_recipe_that_joins_needs_the_files(ws: Workspace, tmp_path: Path) -> None:
    rows = _csv(tmp_path / "rows.csv", ROWS)
    people = _csv(tmp_path / "people.csv", [["a@x", "PL"], ["b@x", "RO"], ["c@x", "TW"]], ["mail", "country"])
    number = ws.import_files([rows, people], recipe=JOINED).import_id
    assert ws.rejected_row(ws.rejected()["rows"][0]["id"])["joins"] == ["people"]
    with pytest.raises(Unreadable, match=r"joins other tables \(people\)"):
        ws.replay(number, rule=RULE, dry=True)
    told = ws.replay(number, reason="no_customer", rule=RULE, paths=[people])
    assert [event["properties"]["country"] for event in told["shown"]] == ["RO", "TW"]


def test_a_recipe_that_counts_rows_refuses(ws: Workspace, tmp_path: Path) -> None:
    path = _csv(tmp_path / "rows.csv", [*ROWS])
    rule = {"from": "rows", "event": "event", "customer": "_row", "time": "time"}
    recipe = json.dumps({"recipe": 1, "tables": {"rows": {"file": "rows.csv"}}, "events": [rule]})
    number = ws.import_files(path, recipe=recipe).import_id
    with pytest.raises(Unreadable, match="counts rows"):
        ws.replay(number, rule={"time": "'2026-01-01'"})
