"""Questions from the command line: the JSON that other tools rely on, and what a person reads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from footpath.cli.drawing import draw_map
from footpath.cli.screen import bar, between, percent, printable

Run = Callable[..., "object"]
COMMON = {"schema", "analysis", "definition", "n", "period", "snapshot"}


def test_the_map_as_json(run: Run, shop: Path) -> None:
    answer = run("map", "--json", "-w", shop).json
    assert answer.keys() >= COMMON | {"journeys", "events", "variants", "stages", "channels", "unplaced", "outcome"}
    assert (answer["journeys"], answer["events"], answer["variants"]) == (3, 9, 3)
    assert answer["period"]["timezone"] == "Europe/Warsaw"
    assert {c["name"]: c["customers"] for c in answer["channels"]}["web"] == 2
    stage = answer["stages"][0]
    assert stage.keys() >= {"name", "customers", "next_share", "median_time_s", "touchpoints"}


def test_the_map_as_a_person_reads_it(run: Run, shop: Path) -> None:
    ended = run("map", "-w", shop)
    assert ended.code == 0
    assert "3 journeys, 9 events, 3 variants" in ended.out
    assert "customers" in ended.out


def test_a_funnel(run: Run, shop: Path) -> None:
    asked = ("funnel", "--step", "Product Viewed", "--step", "Order Completed", "--window", "7d", "-w", shop)
    answer = run(*asked, "--json").json
    assert [step["customers"] for step in answer["steps"]] == [3, 2]
    assert answer["steps"][0].keys() >= {"name", "customers", "dropped", "in_window"}
    shown = run(*asked).out
    assert "Product Viewed" in shown
    assert "2 of 3 customers went all the way: 67 %" in shown


def test_who_stands_behind_a_step(run: Run, shop: Path) -> None:
    asked = ("funnel", "--step", "Product Viewed", "--step", "Order Completed", "--window", "7d", "-w", shop)
    found = run(*asked, "--cell", "step=2", "--json").json
    assert (found["n"], found["unit"]) == (2, "customers")
    assert {customer["key"] for customer in found["customers"]} == {"anna", "bob"}
    shown = run(*asked, "--cell", "step=1", "--measure", "in_window").out
    assert "in_window: 1 customers" in shown
    assert "cyd" in shown
    edge = run("transitions", "--cell", "from=START", "--cell", "to=Ad Clicked", "-w", shop).out
    assert "anna" in edge
    gone = run(*asked, "--cell", "step=7")
    assert (gone.code, gone.err.strip()) == (1, "The answer has no row with step = 7 (any more).")


def test_transitions(run: Run, shop: Path) -> None:
    answer = run("transitions", "--json", "-w", shop).json
    edges = {(edge["from"], edge["to"]): edge for edge in answer["edges"]}
    assert edges["Product Viewed", "Order Completed"]["count"] == 2
    assert edges["START", "Product Viewed"]["median_s"] is None
    assert ("Survey Answered", "END") in edges
    shown = run("transitions", "-w", shop, "--rows", "2").out
    assert "2 of" in shown


@pytest.mark.parametrize(
    ("rule", "journeys"),
    [
        ("late = true and country in (PL, RO)", 1),
        ("not late = true", 2),
        ('did "Order Completed" and not did "Call Received"', 1),
        ("score nps <= 6", 1),
        ("channel = app or country = TW", 2),
    ],
)
def test_an_audience(run: Run, shop: Path, rule: str, journeys: int) -> None:
    assert run("map", "--json", "-w", shop, "--audience", rule).json["journeys"] == journeys


def test_a_period(run: Run, shop: Path) -> None:
    answer = run("map", "--json", "-w", shop, "--from", "2026-09-02", "--to", "2026-09-03").json
    assert answer["events"] == 2
    assert answer["period"]["from"] == "2026-09-01T22:00:00.000Z"


def test_what_cannot_be_asked_is_said(run: Run, shop: Path) -> None:
    ended = run("map", "-w", shop, "--audience", "contry = PL")
    assert (ended.code, ended.out) == (1, "")
    assert "There is no property 'contry'. Did you mean 'country'?" in ended.err
    ended = run("map", "-w", shop, "--audience", "late =")
    assert ended.code == 1
    assert "^" in ended.err
    ended = run("funnel", "-w", shop, "--step", "Product Viewd", "--step", "Order Completed")
    assert ended.code == 1
    assert "Did you mean 'Product Viewed'" in ended.err
    assert run("funnel", "-w", shop, "--step", "A").code == 2
    assert run("funnel", "-w", shop, "--step", "A", "--step", "B", "--window", "soon").code == 2
    assert run("map", "-w", shop, "--from", "yesterday").code == 1


def test_an_empty_workspace_says_what_to_do(run: Run) -> None:
    run("init", "ws")
    for command in ("map", "transitions"):
        ended = run(command, "-w", "ws")
        assert ended.code == 0
        assert "footpath import FILE" in ended.out
        assert run(command, "-w", "ws", "--json").json["n"] == 0
    assert run("customers", "list", "-w", "ws").code == 0
    assert run("customers", "list", "-w", "ws", "--json").json["total"] == 0
    assert run("status", "-w", "ws").code == 0


def test_customers(run: Run, shop: Path) -> None:
    listed = run("customers", "list", "--json", "-w", shop).json
    assert (listed["total"], [row["key"] for row in listed["rows"]]) == (3, ["anna", "bob", "cyd"])
    assert run("customers", "list", "OB", "--json", "-w", shop).json["total"] == 1
    shown = run("customers", "show", "bob", "--json", "-w", shop).json
    assert [event["name"] for event in shown["events"]][:2] == ["Product Viewed", "Order Completed"]
    assert shown.keys() >= {"schema", "definition", "n", "period", "snapshot", "traits"}
    text = run("customers", "show", "bob", "-w", shop).out
    assert "2026-09-05 12:00" in text
    assert "country: RO" in text
    assert run("customers", "show", "nobody", "-w", shop).code == 1


def test_numbers_are_written_for_people() -> None:
    assert [percent(share) for share in (None, 0.0, 0.034, 0.5, 1.0)] == ["", "0 %", "3.4 %", "50 %", "100 %"]
    assert between(0.612, 0.634) == "61–63 %"
    assert between(0.012, 0.034) == "1.2–3.4 %"
    assert bar(0.5, 4) == "██"
    assert bar(0.0001, 4) == "▏"
    assert bar(0, 4) == ""


def test_data_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert printable("a\x1b[31mb\nc") == "a�[31mb c"
    touchpoint = {
        "name": "[red]x[/]\x1b]0;t\x07",
        "channel": "",
        "customers": 1,
        "events": 1,
        "left": 0,
        "origin": "user",
    }
    stage = {"id": "s", "name": "S", "customers": 1, "next_share": None, "median_time_s": None, "scores": []}
    draw_map(
        {
            "title": "",
            "journeys": 1,
            "events": 1,
            "variants": 1,
            "outcome": None,
            "fall": None,
            "channels": [],
            "period": {"from": None, "to": None, "timezone": "UTC"},
            "stages": [{**stage, "touchpoints": [{**touchpoint, "left_share": 0, "feeling": None}]}],
            "unplaced": [],
            "definition": "d",
        }
    )
    shown = capsys.readouterr().out
    assert "[red]x[/]" in shown
    assert "\x1b]" not in shown


def test_a_comparison_says_what_was_tested(run: Run, shop: Path) -> None:
    asked = ("transitions", "-w", shop, "--audience", "country = PL", "--compare", "country = RO", "--rows", "99")
    shown = " ".join(run(*asked).out.split())
    assert "p adjusted" in shown
    answer = run(*asked, "--json").json
    assert answer["test"]["tests"] > 0
    assert f"over all {answer['test']['tests']} tests" in shown
    assert answer["test"]["differ"] == 0


def test_the_step_matrix_in_the_terminal_adds_up(run: Run, shop: Path) -> None:
    asked = ("step_matrix", "-w", shop, "--depth", "3")
    rows = run(*asked, "--json").json["rows"]
    assert [sum(row["customers"] for row in rows if row["step"] == step) for step in (1, 2, 3)] == [3, 3, 3]
    assert "END" in run(*asked).out
    behind = run(*asked, "--cell", "step=2", "--cell", "name=END", "--json").json
    assert [customer["key"] for customer in behind["customers"]] == ["cyd"]
