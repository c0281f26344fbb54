"""Rows that were not taken, from the command line: looked at, mended, replayed, exported."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROWS = """\
customer_id,email,time,event,note
1,a@x,2026-01-01T08:00:00Z,View,x
,b@x,2026-01-01T09:00:00Z,View,=cmd()
,,2026-01-01T09:00:00Z,View,
2,c@x,not a time,Buy,
"""

Run = Callable[..., Any]


@pytest.fixture
def ws(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "rows.csv").write_text(ROWS)
    run("init", "ws", "--timezone", "UTC", "--currency", "EUR")
    ended = run("import", "rows.csv", "-w", "ws", "--map", "customer=customer_id")
    assert "See: footpath rejected list 1" in ended.err
    return tmp_path / "ws"


def test_rows_are_listed_by_reason_and_shown_one_by_one(run: Run, ws: Path) -> None:
    listed = run("rejected", "list", "1", "--reason", "no_customer", "-w", ws, "--json").json
    assert ([row["line"] for row in listed["rows"]], listed["total"]) == ([3, 4], 3)
    shown = run("rejected", "show", listed["rows"][0]["id"], "-w", ws)
    assert "customer_id" in shown.out
    assert "b@x" in shown.out
    assert "customer: customer_id" in shown.out
    assert "footpath rejected fix 1 --reason no_customer --set customer_id=EXPRESSION --preview" in shown.err
    assert run("rejected", "show", "99", "-w", ws).code == 1
    assert run("imports", "rejected", "-w", ws).code == 2


def test_a_rule_is_shown_first_and_then_done(run: Run, ws: Path) -> None:
    rule = ("rejected", "fix", "1", "--reason", "no_customer", "--set", "customer_id=email", "-w", ws)
    preview = run(*rule, "--preview")
    assert "1 of 2 rows can come in." in preview.out
    assert "1 row would stay: The row names no customer." in preview.out
    assert run("status", "-w", ws, "--json").json["events"] == 1
    done = run(*rule)
    assert "1 of 2 rows can come in." in done.out
    assert "1 event of 1 row came in." in done.err
    assert "footpath imports undo 1" in done.err
    assert run("status", "-w", ws, "--json").json["events"] == 2
    assert run(*rule, "--json").json["fixed"] == 0


def test_several_columns_are_set_at_once(run: Run, ws: Path) -> None:
    sets = ("--set", "customer_id='guest'", "--set", "time='2026-01-05'")
    told = run("rejected", "fix", "1", *sets, "-w", ws, "--json").json
    assert (told["rows"], told["fixed"], told["left"]) == (3, 3, [])


def test_as_they_are_they_stay(run: Run, ws: Path) -> None:
    told = run("rejected", "replay", "1", "-w", ws, "--json").json
    assert (told["fixed"], {left["reason"]: left["n"] for left in told["left"]}) == (
        0,
        {"no_customer": 2, "bad_time": 1},
    )
    assert "0 of 3 rows can come in." in run("rejected", "replay", "1", "--preview", "-w", ws).out


def test_the_export_is_safe_for_spreadsheets(run: Run, ws: Path, tmp_path: Path) -> None:
    assert run("rejected", "export", "out.csv", "-w", ws, "--json").json == {"schema": 1, "file": "out.csv", "rows": 3}
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert list(rows[0]) == ["import", "file", "line", "reason", "sentence", "raw"]
    assert (rows[0]["import"], rows[0]["line"], rows[0]["reason"]) == ("1", "3", "no_customer")
    assert run("rejected", "export", "one.csv", "--reason", "bad_time", "-w", ws).err == "1 row is in one.csv.\n"
    assert run("rejected", "export", "no/where.csv", "-w", ws).code == 2


@pytest.mark.parametrize("wrong", ["customer_id", "=email", "customer_id="])
def test_a_rule_that_is_none_is_usage(run: Run, ws: Path, wrong: str) -> None:
    assert run("rejected", "fix", "1", "--set", wrong, "-w", ws).code == 2


def test_a_wrong_expression_or_import_is_a_sentence(run: Run, ws: Path) -> None:
    ended = run("rejected", "fix", "1", "--set", "customer_id=emial", "-w", ws)
    assert (ended.code, "The nearest are: email." in ended.err) == (1, True)
    assert run("rejected", "replay", "9", "-w", ws).code == 1
