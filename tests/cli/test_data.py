"""Bringing data in and out from the command line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from footpath.cli.importing import _mapping

Run = Callable[..., "object"]


def test_an_import_says_what_came_in_and_what_did_not(run: Run, events: Path) -> None:
    run("init", "ws")
    first = run("import", events, "-w", "ws", "--json").json
    assert first.keys() >= {"events", "customers", "rejected", "skipped", "seconds", "import_id"}
    assert first.keys() >= {"schema", "definition", "n", "period", "snapshot"}
    assert (first["events"], first["customers"], first["rejected"], first["skipped"]) == (9, 3, 1, 0)
    again = run("import", events, "-w", "ws")
    assert again.out == ""
    assert "0 events" in again.err
    assert "9 were here already" in again.err
    listed = run("imports", "list", "-w", "ws", "--json").json["imports"]
    assert [row["events"] for row in listed] == [0, 9]
    rejected = run("rejected", "list", "-w", "ws", "--json").json
    assert rejected["by_reason"] == {"no_customer": 1}
    assert rejected["rows"][0]["line"] == 11
    assert "The row names no customer." in run("rejected", "list", "-w", "ws").out
    assert "events.csv" in run("imports", "list", "-w", "ws").out


def test_an_import_is_undone(run: Run, shop: Path) -> None:
    assert run("imports", "undo", "1", "-w", shop).code == 0
    assert run("status", "-w", shop, "--json").json["events"] == 0
    assert run("imports", "undo", "1", "-w", shop).code == 1
    assert run("imports", "undo", "99", "-w", shop).code == 1
    assert run("imports", "undo", "x", "-w", shop).code == 2


def test_an_import_is_deleted(run: Run, shop: Path, events: Path) -> None:
    asked = run("imports", "delete", "1", "-w", shop)
    assert asked.code == 2
    assert "events.csv" in asked.err
    assert "--yes" in asked.err
    assert run("status", "-w", shop, "--json").json["events"] == 9
    assert "can be imported again" in run("imports", "delete", "1", "--yes", "-w", shop).err
    assert run("imports", "list", "-w", shop, "--json").json["imports"] == []
    assert run("rejected", "list", "-w", shop, "--json").json["total"] == 0
    assert "no import 1" in run("imports", "delete", "1", "-w", shop).err
    assert run("import", events, "-w", shop, "--json").json["events"] == 9


def test_a_delete_is_asked_where_someone_is_there(shop: Path, run: Run, source: dict[str, str]) -> None:
    pty = pytest.importorskip("pty", reason="There are no pseudo-terminals on this system.")
    for answer, said, left in ((b"n\n", b"Nothing was deleted", 9), (b"y\n", b"is deleted", 0)):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "footpath", "imports", "delete", "1", "-w", str(shop)]
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=source) as asked:
            os.close(theirs)
            assert b"with 9 events" in _read(ours, until=b"[y/N]")
            os.write(ours, answer)
            assert said in _read(ours, until=None)
        os.close(ours)
        assert asked.returncode == 0
        assert run("status", "-w", shop, "--json").json["events"] == left


def test_a_preview_writes_nothing(run: Run, events: Path) -> None:
    run("init", "ws")
    preview = run("import", events, "-w", "ws", "--preview", "--json").json
    assert preview["schema"] == 1
    assert {c["name"]: c["role"] for c in preview["columns"]}["customer"] == "customer"
    assert len(preview["events"]) == 9
    shown = run("import", events, "-w", "ws", "--preview").out
    assert "customer" in shown
    assert "First events" in shown
    assert run("imports", "list", "-w", "ws", "--json").json["imports"] == []


def test_an_open_question_is_usage_and_names_the_option(run: Run, tmp_path: Path) -> None:
    run("init", "ws")
    path = tmp_path / "days.csv"
    path.write_text("user,date,event\na,03/04/2026,X\nb,05/06/2026,Y\n")
    ended = run("import", path, "-w", "ws")
    assert ended.code == 2
    assert "--day-first" in ended.err
    assert run("imports", "list", "-w", "ws", "--json").json["imports"] == []
    assert run("import", path, "-w", "ws", "--day-first").code == 0
    assert run("status", "-w", "ws", "--json").json["newest"].startswith("2026-06-05")


def test_a_question_is_asked_where_someone_is_there(run: Run, tmp_path: Path, source: dict[str, str]) -> None:
    pty = pytest.importorskip("pty", reason="There are no pseudo-terminals on this system.")
    run("init", "ws")
    path = tmp_path / "days.csv"
    path.write_text("user,date,event\na,03/04/2026,X\nb,05/06/2026,Y\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "footpath", "import", str(path), "-w", "ws"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=source) as asked:
        os.close(theirs)
        shown = _read(ours, until=b"Which:")
        assert b"3 April 2026" in shown
        os.write(ours, b"2\n")
        shown = _read(ours, until=None)
    os.close(ours)
    assert asked.returncode == 0
    assert b"2 events of 2 customers" in shown
    assert run("status", "-w", "ws", "--json").json["newest"].startswith("2026-05-06")


def _read(terminal: int, until: bytes | None) -> bytes:
    """What the terminal shows, up to the text or the end."""
    shown = b""
    while until is None or until not in shown:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    return shown


def test_a_missing_column_is_usage_and_names_the_option(run: Run, tmp_path: Path) -> None:
    run("init", "ws")
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    ended = run("import", path, "-w", "ws")
    assert ended.code == 2
    assert "--map time=COLUMN" in ended.err


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 100, b"PK\x03\x04zip"])
def test_a_wrong_file_gets_a_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    run("init", "ws")
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    ended = run("import", path, "-w", "ws")
    assert ended.code == 1
    assert "wrong.csv" in ended.err
    assert run("import", tmp_path / "absent.csv", "-w", "ws").code == 1
    assert run("verify", "-w", "ws").code == 0


def test_mappings_are_read_as_written() -> None:
    assert _mapping(["customer=id,time=date+hour", "event==Order"]) == {
        "customer": "id",
        "time": "date+hour",
        "event": "=Order",
    }
    assert _mapping(["ignore=a,b,time=t", "channel="]) == {"ignore": "a,b", "time": "t", "channel": ""}


def test_definitions_go_out_and_in(run: Run, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    text = run("definitions", "export", "-w", shop).out
    assert text.startswith("# Footpath definitions")
    assert run("definitions", "export", path, "-w", shop).code == 0
    assert path.read_text() == text
    assert "nothing was changed" in run("definitions", "import", path, "-w", shop).err
    path.write_text("version: 1\ntitle: Mine\nstages:\n- {id: a, name: Alpha}\n")
    assert run("definitions", "import", path, "-w", shop).code == 0
    assert run("map", "-w", shop, "--json").json["title"] == "Mine"
    assert "imported definitions" in run("definitions", "history", "-w", shop).out
    assert run("definitions", "undo", "-w", shop).code == 0
    assert run("definitions", "export", "-w", shop).out == text
    assert run("definitions", "redo", "-w", shop).code == 0
    path.write_text("stages:\n- {id: a}\n")
    ended = run("definitions", "import", path, "-w", shop)
    assert ended.code == 1
    assert "Line 2 of the definitions" in ended.err
    assert run("definitions", "import", tmp_path / "absent.yaml", "-w", shop).code == 2


def test_the_sample(run: Run) -> None:
    run("init", "ws")
    made = run("sample", "-w", "ws", "--customers", "30", "--json").json
    assert made["customers"] == 30
    assert run("sample", "-w", "ws", "--customers", "30", "--json").json["events"] == 0


def test_bpi2012(run: Run, data: Callable[[str], Path]) -> None:
    folder = data("bpi2012_loan_application")
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".parquet", ".xes", ".gz")]
    assert files, f"{folder} holds no file of events"
    run("init", "ws")
    for path in files:
        if run("import", path, "-w", "ws").code == 0:
            break
    steps = ("A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "A_APPROVED")
    asked = [part for step in steps for part in ("--step", step)]
    answer = run("funnel", *asked, "--window", "365d", "--json", "-w", "ws").json
    assert [step["customers"] for step in answer["steps"]] == [13087, 7367, 5113, 5015, 2246]
