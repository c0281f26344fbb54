"""``export`` writes the events, ``import --recipe`` reads other shapes, ``backfill`` makes a property a column."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from footpath.store import dictionaries

Run = Callable[..., Any]


def test_events_go_out_and_come_in_again(run: Run, shop: Path, tmp_path: Path) -> None:
    done = run("export", tmp_path / "out.xes", "--json", "-w", shop).json
    assert (done["format"], done["events"], done["file"]) == ("xes", 9, "out.xes")
    run("init", tmp_path / "again")
    assert run("import", tmp_path / "out.xes", "--json", "-w", tmp_path / "again").json["events"] == 9
    part = run("export", tmp_path / "part.csv.gz", "--from", "2026-09-05", "--json", "-w", shop).json
    assert part["events"] == 3
    refused = run("export", tmp_path / "out.doc", "-w", shop)
    assert (refused.code, "does not say its format" in refused.err) == (1, True)


def test_a_mapping_is_saved_as_a_recipe_and_used(run: Run, tmp_path: Path) -> None:
    for day in (1, 2):
        (tmp_path / f"till-{day}.csv").write_text(f"card;when;what\na;0{day}.03.2026;Paid\n;13.03.2026;Paid\n")
    run("init", tmp_path / "ws")
    place = ("-w", tmp_path / "ws")
    mapping = ("--map", "customer=card,time=when,event=what")
    assert "The recipe is in" in run("import", "till-1.csv", *mapping, "--save-recipe", "till.yaml", *place).err
    preview = run("import", "till-2.csv", "--recipe", "till.yaml", "--preview", "--json", *place).json
    assert [rule["n"] for rule in preview["rules"]] == [1]
    assert "Paid" in run("import", "till-2.csv", "--recipe", "till.yaml", "--preview", *place).out
    done = run("import", "till-1.csv", "till-2.csv", "--recipe", "till.yaml", "--json", *place).json
    assert (done["events"], done["rejected"]) == (2, 2)
    refused = run("import", "till-1.csv", "--recipe", "till.yaml", "--map", "customer=card", *place)
    assert (refused.code, "A recipe says all of it" in refused.err) == (2, True)
    (tmp_path / "bad.yaml").write_text("tables:\n  a: {fiel: x.csv}\nevents: []\n")
    wrong = run("import", "till-1.csv", "--recipe", "bad.yaml", *place)
    assert (wrong.code, "Line 2 of bad.yaml" in wrong.err) == (1, True)


def test_a_property_becomes_a_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text("customer,time,event,branch\na,2026-03-13,Paid,Łódź\nb,2026-03-14,Paid,Cluj\n")
    place = ("-w", tmp_path / "ws")
    run("init", tmp_path / "ws")
    with patch.object(dictionaries, "MOST_DIMENSIONS", 0):
        run("import", "shop.csv", *place)
    assert run("backfill", "branch", "--json", *place).json == {"schema": 1, "property": "branch", "values": 2}
    assert run("map", "--audience", "branch = Łódź", "--json", *place).json["n"] == 1
    unknown = run("backfill", "town", *place)
    assert (unknown.code, "No event has a property 'town'" in unknown.err) == (1, True)


def test_segments_are_published_once(run: Any, shop: Path, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/bucket"
    first = run("segments", "publish", url, "-w", shop, "--json").json
    assert first == {"schema": 1, "segments": 1, "sent": 1, "bytes": first["bytes"], "deleted": 0}
    assert [file.stat().st_size for file in (tmp_path / "bucket").iterdir()] == [first["bytes"]]
    again = run("segments", "publish", url, "--sweep", "-w", shop)
    assert again.code == 0
    assert "1 segments are at" in again.err
    assert "0 were sent, 0 bytes; 0 old ones were deleted" in again.err
    refused = run("segments", "publish", "s3://key:word@bucket/shop", "-w", shop)
    assert refused.code == 1
    assert "holds no keys or passwords" in refused.err
    assert "word@" not in refused.err
