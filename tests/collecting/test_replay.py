"""Rejected rows, mended by a rule, come in as if they had been right at once."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from footpath.collecting import replay as replaying
from footpath.collecting.importers._importer import Unreadable
from footpath.store import settle as settling
from footpath.store.log import read_log
from footpath.vocabulary.event import RAW_CHARACTERS
from footpath.workspace import Workspace, WorkspaceError

HEAD = ["customer", "mail", "time", "event", "note"]
ROWS = [
    ["a", "a@x", "2026-03-01T08:00:00Z", "View", "1"],
    ["", "b@x", "2026-03-01T09:00:00Z", "View", "2"],
    ["", "c@x", "2026-03-01T10:00:00Z", "Buy", 'say "hi",\nthen go'],
    ["", "", "2026-03-01T11:00:00Z", "Buy", ""],
    ["d", "d@x", "soon", "Buy", ""],
]
MAPPING = {"customer": "customer", "time": "time", "event": "event"}
RULE = {"customer": "mail"}


@pytest.fixture
def ws(tmp_path: Path) -> Any:
    with Workspace.create(tmp_path / "ws") as workspace:
        yield workspace


def _csv(path: Path, rows: list[list[str]], head: list[str] = HEAD) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def _events(ws: Workspace) -> Counter[str]:
    events: Counter[str] = Counter()
    for row in ws._store.snapshot().manifest.log:
        table = read_log(ws._store.path("log", row.file)).drop_columns(["received"])
        events.update(json.dumps(event, sort_keys=True, default=bytes.hex) for event in table.to_pylist())
    return events


def _bring(ws: Workspace, path: Path) -> int:
    return ws.import_files(path, mapping=MAPPING).import_id


def test_a_rule_brings_rows_in_and_tells_first(ws: Workspace, tmp_path: Path) -> None:
    number = _bring(ws, _csv(tmp_path / "rows.csv", ROWS))
    told = ws.replay(number, reason="no_customer", rule=RULE, dry=True)
    assert (told["rows"], told["fixed"], told["events"]) == (3, 2, 2)
    left = told["left"][0]
    assert (left["reason"], left["n"], left["sentence"]) == ("no_customer", 1, "The row names no customer.")
    assert [event["customer"] for event in told["shown"]] == ["b@x", "c@x"]
    assert told["shown"][1]["properties"]["note"] == 'say "hi",\nthen go'
    assert ws.status()["events"] == 1

    done = ws.replay(number, reason="no_customer", rule=RULE)
    assert (done["fixed"], done["events"], done["skipped"]) == (2, 2, 0)
    assert ws.rejected()["by_reason"] == {"no_customer": 1, "bad_time": 1}
    row = ws.imports()[0]
    assert (row["events"], row["customers"], row["rejected"]) == (3, 3, 2)
    assert {one["key"] for one in ws.customers()["rows"]} == {"a", "b@x", "c@x"}
    assert ws.verify()["ok"]


def test_replaying_twice_brings_nothing_twice(ws: Workspace, tmp_path: Path) -> None:
    path = _csv(tmp_path / "rows.csv", ROWS)
    first, second = _bring(ws, path), _bring(ws, path)
    assert ws.replay(first, rule=RULE)["events"] == 2
    assert ws.replay(first, rule=RULE)["events"] == 0
    again = ws.replay(second, rule=RULE)
    assert (again["fixed"], again["events"], again["skipped"]) == (2, 0, 2)
    right = [[row[0] or row[1], *row[1:]] for row in ROWS]
    assert ws.import_files(_csv(tmp_path / "right.csv", right), mapping=MAPPING).events == 0


def test_twins_of_a_row_that_came_in_are_further_events(ws: Workspace, tmp_path: Path) -> None:
    row = ["2026-03-01T09:00:00Z", "View"]
    rows = [["b", *row], ["", *row], ["", *row]]
    number = _bring(ws, _csv(tmp_path / "rows.csv", rows, ["customer", "time", "event"]))
    ids = [one["id"] for one in ws.rejected()["rows"]]
    assert ws.replay(number, rows=ids[:1], rule={"customer": "'b'"})["events"] == 1
    assert ws.replay(number, rows=ids[1:], rule={"customer": "'b'"})["events"] == 1
    assert ws.status()["events"] == 3


def test_undoing_the_import_takes_what_came_later_out_too(ws: Workspace, tmp_path: Path) -> None:
    number = _bring(ws, _csv(tmp_path / "rows.csv", ROWS))
    ws.replay(number, rule=RULE)
    ws.undo_import(number)
    assert ws.status()["events"] == 0
    assert ws.rejected()["total"] == 0
    assert ws.verify()["ok"]


def test_a_fault_before_the_commit_leaves_both_as_they_were(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _bring(ws, _csv(tmp_path / "rows.csv", ROWS))
    before, listed, counts = _events(ws), ws.rejected(), ws.imports()

    def broken(*_: Any) -> Any:
        raise OSError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(settling, "commit", broken)
        with pytest.raises(OSError, match="gone"):
            ws.replay(number, rule=RULE)
    assert (_events(ws), ws.rejected(), ws.imports()) == (before, listed, counts)
    assert ws.replay(number, rule=RULE)["events"] == 2


def test_a_row_that_was_cut_stays_with_a_sentence(ws: Workspace, tmp_path: Path) -> None:
    long = ["", "b@x", "2026-03-01T09:00:00Z", "View", "x" * RAW_CHARACTERS]
    number = _bring(ws, _csv(tmp_path / "rows.csv", [*ROWS[:2], long]))
    told = ws.replay(number, rule=RULE)
    assert (told["fixed"], [left["reason"] for left in told["left"]]) == (1, ["cut"])
    assert "65,536" in told["left"][0]["sentence"]
    row = ws.rejected_row(ws.rejected()["rows"][0]["id"])
    assert (row["cells"], row["reason"]) == (None, "no_customer")
    assert "65,536" in row["obstacle"]


def test_rows_that_fit_no_columns_stay_and_hurt_no_other(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("customer,mail,time,event\na,a,2026-03-01,X\n1,2,3,4,5,6\n,b,2026-03-01,X\n,c,2026-03-01,X\n")
    number = _bring(ws, path)
    told = ws.replay(number, rule=RULE)
    assert (told["fixed"], told["left"][0]["reason"]) == (2, "bad_row")
    assert ws.rejected()["rows"][0]["cells"] is None


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "tsv", "xes"])
def test_rows_of_every_format_are_read_again(ws: Workspace, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"rows.{kind}"
    plain = [{name: cell or None for name, cell in zip(HEAD, row, strict=True)} for row in ROWS[:4]]
    if kind == "jsonl":
        lines = [json.dumps({name: cell for name, cell in row.items() if cell}) for row in plain]
        path.write_text("\n".join(lines), encoding="utf-8")
    elif kind == "parquet":
        frame = pl.DataFrame(plain)
        frame.with_columns(pl.col("time").str.to_datetime(time_unit="ms", time_zone="UTC")).write_parquet(path)
    elif kind == "tsv":
        text = io.StringIO()
        csv.writer(text, delimiter="\t").writerows([HEAD, *ROWS[:4]])
        path.write_text(text.getvalue(), encoding="utf-8")
    else:
        path.write_text(_xes(), encoding="utf-8")
        mapping = {"customer": "case:concept:name", "time": "time:timestamp", "event": "concept:name"}
        number = ws.import_files(path, mapping=mapping).import_id
        told = ws.replay(number, reason="no_time", rule={"time:timestamp": '"mended"'})
        assert (told["fixed"], ws.status()["events"]) == (1, 2)
        return
    number = _bring(ws, path)
    told = ws.replay(number, reason="no_customer", rule=RULE)
    assert (told["fixed"], ws.status()["events"]) == (2, 3)
    assert {one["key"] for one in ws.customers()["rows"]} == {"a", "b@x", "c@x"}


def _xes() -> str:
    when = '<date key="{}" value="2026-03-01T0{}:00:00Z"/>'
    event = '<event><string key="concept:name" value="Buy"/>{}</event>'
    rows = [event.format(when.format("time:timestamp", 8)), event.format(when.format("mended", 9))]
    return f'<log><trace><string key="concept:name" value="c1"/>{"".join(rows)}</trace></log>'


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"customer": "mial"}, "which is not there. The nearest are: mail."),
        ({"customer": "SUM(note)"}, "looks at several rows"),
        ({"customer": "((("}, "no SQL expression"),
        ({"customer": ""}, "empty or too long"),
    ],
)
def test_a_wrong_rule_is_a_sentence(ws: Workspace, tmp_path: Path, rule: dict[str, str], sentence: str) -> None:
    number = _bring(ws, _csv(tmp_path / "rows.csv", ROWS))
    with pytest.raises(Unreadable) as raised:
        ws.replay(number, rule=rule, dry=True)
    assert sentence in str(raised.value)
    assert not str(raised.value).startswith("Line")


def test_what_is_not_there_is_a_sentence(ws: Workspace) -> None:
    with pytest.raises(WorkspaceError):
        ws.replay(7)
    with pytest.raises(WorkspaceError, match="no rejected row 7"):
        ws.rejected_row(7)


def test_many_rows_go_in_parts(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "ROWS", 2)
    number = _bring(ws, _csv(tmp_path / "rows.csv", [*ROWS, *[["", f"m{i}", *ROWS[0][2:]] for i in range(5)]]))
    seen: list[tuple[int, int]] = []
    told = ws.replay(number, rule=RULE, progress=lambda done, total: seen.append((done, total)))
    assert (told["events"], seen[-1]) == (7, (9, 9))
    assert len(seen) == 5
