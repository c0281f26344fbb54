"""Limits: of time, of memory, of patience, and of how many questions at once."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from footpath.exporting.exporters._exporter import Unwritable
from footpath.sql.faults import SqlError
from footpath.sql.journeys import _Piece
from footpath.store.segment import Damaged
from footpath.workspace import Cancelled, Workspace

#: A question that is not answered within any test's patience.
ENDLESS = "SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b WHERE a.range + b.range = 7"
STREAM = "SELECT a.range AS n, b.range AS m FROM range(100000) AS a, range(100000) AS b"


class After:
    """Says yes from its ``calls``-th call on."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_it_is_stopped_when_its_time_is_up(workspace: Workspace) -> None:
    with pytest.raises(SqlError, match="It was stopped after"):
        workspace.sql(ENDLESS, time_limit=0.3)


def test_it_is_stopped_while_rows_are_still_coming(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SqlError, match="It was stopped after"):
        workspace.sql.write(STREAM, tmp_path / "out.csv", time_limit=0.5)
    assert list(tmp_path.iterdir()) == []


def test_it_is_stopped_when_nobody_waits(workspace: Workspace) -> None:
    with pytest.raises(Cancelled):
        workspace.sql(ENDLESS, cancelled=After(3))
    with pytest.raises(Cancelled):
        workspace.sql(STREAM, cancelled=After(3))


def test_what_does_not_fit_into_its_memory_is_refused(workspace: Workspace) -> None:
    with pytest.raises(SqlError, match="It needs more memory than 100MB"):
        workspace.sql("SELECT len(list(range)) FROM range(50000000)", memory="100MB")


def test_a_sort_beyond_its_memory_goes_to_the_disk(workspace: Workspace, tmp_path: Path) -> None:
    query = "SELECT hash(range) AS h, repeat('x', 40) AS padding FROM range(3000000) ORDER BY h"
    written = workspace.sql.write(query, tmp_path / "sorted.parquet", memory="120MB")
    assert written.rows == 3_000_000
    hashes = pq.read_table(tmp_path / "sorted.parquet", columns=["h"])["h"].to_numpy()
    assert (hashes[1:] >= hashes[:-1]).all()
    assert list((workspace.root / "spill").iterdir()) == []


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"memory": "lots"}, "“lots” is no amount of memory"),
        ({"memory": "2GB'; SET threads = 9; --"}, "is no amount of memory"),
        ({"memory": "-1GB"}, "is no amount of memory"),
        ({"time_limit": 0}, "is no length of time"),
        ({"time_limit": -1}, "is no length of time"),
        ({"time_limit": float("nan")}, "is no length of time"),
    ],
)
def test_a_limit_that_is_none_is_refused(workspace: Workspace, limits: dict[str, Any], words: str) -> None:
    with pytest.raises(SqlError, match=words):
        workspace.sql("SELECT 1", **limits)


@contextmanager
def held() -> Iterator[threading.Event]:
    """Questions of events wait in their first piece until the event is set."""
    go = threading.Event()
    column = _Piece.column

    def waiting(self: _Piece, name: str) -> Any:
        go.wait(30)
        return column(self, name)

    with patch.object(_Piece, "column", waiting):
        try:
            yield go
        finally:
            go.set()


def test_two_are_answered_at_once_and_a_third_waits_its_turn(workspace: Workspace) -> None:
    count = "SELECT count(*) AS n FROM events"
    with held() as go, ThreadPoolExecutor(3) as pool:
        first = [pool.submit(workspace.sql, count) for _ in range(2)]
        while workspace.sql._free._value:
            time.sleep(0.01)
        with pytest.raises(SqlError, match="Other questions are being answered"):
            workspace.sql("SELECT 1", time_limit=0.2)
        with pytest.raises(Cancelled):
            workspace.sql("SELECT 1", cancelled=After(2))
        third = pool.submit(workspace.sql, count)
        go.set()
        answers = {task.result().rows[0]["n"] for task in (*first, third)}
    assert answers == {workspace.status()["events"]}
    assert workspace.sql("SELECT 1 AS one").rows == [{"one": 1}]


def test_a_damaged_store_is_named(workspace: Workspace) -> None:
    def damaged(self: _Piece, name: str) -> Any:
        raise Damaged("7-abc.arrow is missing. Run `footpath rebuild`.")

    with patch.object(_Piece, "column", damaged), pytest.raises(Damaged, match=r"7-abc\.arrow is missing"):
        workspace.sql("SELECT max(value) FROM events")


def test_a_place_that_takes_no_file_is_named(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="there is no folder"):
        workspace.sql.write("SELECT 1", tmp_path / "no" / "such.csv")
    with pytest.raises(Unwritable, match="does not say its format"):
        workspace.sql.write("SELECT 1", tmp_path / "answer")


def test_folders_that_a_killed_process_left_are_cleared(workspace: Workspace) -> None:
    import os

    spill = workspace.root / "spill"
    workspace.sql("SELECT 1")
    old, young = spill / "sql-old", spill / "sql-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "duckdb_temp_storage.tmp").write_bytes(b"x")
    os.utime(old, (0, 0))
    workspace.sql("SELECT 1")
    assert [path.name for path in spill.iterdir()] == ["sql-young"]
    (young / "duckdb_temp_storage.tmp").unlink()
    young.rmdir()
