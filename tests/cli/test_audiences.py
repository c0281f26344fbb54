"""``audiences``: saved, listed, used, changed, deleted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_audiences_are_saved_listed_used_changed_and_deleted(run: Run, shop: Path) -> None:
    assert "No audience is saved yet" in run("audiences", "list", "-w", shop).err
    saved = run("audiences", "save", "Buyers", 'did "Order Completed"', "--json", "-w", shop).json
    assert saved["name"] == "Buyers"
    assert 0 < saved["customers"] < saved["of"]
    assert "did" in run("audiences", "list", "-w", shop).out
    used = run("map", "--audience", "Buyers", "--json", "-w", shop).json
    assert used["n"] == saved["customers"]

    assert "3 customers of 3" in run("audiences", "save", "Buyers", 'did "*"', "-w", shop).err
    [kept] = run("audiences", "list", "--json", "-w", shop).json["audiences"]
    assert (kept["id"], kept["rule"]) == (saved["id"], 'did "*"')

    assert run("audiences", "delete", "Buyers", "-w", shop).code == 0
    assert run("audiences", "list", "--json", "-w", shop).json["audiences"] == []
    gone = run("audiences", "delete", "Buyers", "-w", shop)
    assert (gone.code, "No audience is saved as" in gone.err) == (2, True)


def test_a_rule_that_cannot_be_read_is_not_saved(run: Run, shop: Path) -> None:
    refused = run("audiences", "save", "Late", "late = true adn", "-w", shop)
    assert refused.code == 1
    assert run("audiences", "list", "--json", "-w", shop).json["audiences"] == []


def test_an_empty_workspace_says_that_there_are_no_events_yet(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    run("init", empty)
    for command in (("map",), ("transitions",), ("status",)):
        assert "no events yet" in run(*command, "-w", empty).out, command


def test_names_are_proposed_in_the_language_that_is_asked_for(run: Run, tmp_path: Path, events: Path) -> None:
    root = tmp_path / "sklep"
    run("init", root)
    run("import", events, "--language", "pl", "-w", root)
    stages = [stage["name"] for stage in run("map", "--json", "-w", root).json["stages"]]
    assert "Zakup" in stages
    run("sample", "--customers", "200", "-w", root)
    answer = run("map", "--json", "-w", root).json
    assert [stage["name"] for stage in answer["stages"]] == stages
    assert "Strona produktu" in [point["name"] for stage in answer["stages"] for point in stage["touchpoints"]]
