"""Files that merging leaves behind: how long they stay, and that a question begun before they go is answered."""

import os
from pathlib import Path

import pytest

from footpath.analyses.transitions import Transitions
from footpath.store import store as stores
from footpath.workspace import Workspace


def brought(root: Path, files: int) -> Workspace:
    """A workspace of as many imports, each a span of its own until they are merged."""
    workspace = Workspace.create(root / "shop")
    for number in range(files):
        path = root / f"{number}.csv"
        rows = [f"c{at % 7},2026-01-{1 + number % 28:02d}T{at % 24:02d}:00:00Z,{'AB'[at % 2]}" for at in range(40)]
        path.write_text("\n".join(["customer,time,event", *rows]))
        workspace.import_files([path])
    return workspace


def segments(workspace: Workspace) -> list[Path]:
    return sorted((workspace.root / "segments").iterdir())


def age(workspace: Workspace, seconds: float) -> None:
    for path in segments(workspace):
        moment = path.stat().st_mtime - seconds
        os.utime(path, (moment, moment))


def test_dead_files_stay_ten_minutes_and_one_where_they_outweigh_the_living(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with brought(tmp_path, 9) as workspace:
        store = workspace._store
        before = segments(workspace)
        assert len(before) > len(store.snapshot().manifest.spans)
        age(workspace, 100)
        store.sweep()
        assert segments(workspace) == before
        monkeypatch.setattr(stores, "DEAD_BYTES_KEPT", 0)
        store.sweep()
        live = {row.file for row in store.snapshot().manifest.spans}
        assert {path.name for path in segments(workspace)} == live
        assert workspace.verify()["ok"]


def test_a_question_begun_before_its_files_go_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with brought(tmp_path, 5) as workspace:
        snapshot = workspace._store.snapshot()
        frame = workspace._asking.frame(snapshot, workspace.definitions())
        blocks = snapshot.blocks(("time", "kind"))
        with brought(tmp_path / "again", 0):
            pass
        with Workspace.open(workspace.root) as other:
            for number in range(5, 9):
                path = tmp_path / f"{number}.csv"
                path.write_text(f"customer,time,event\nd{number},2026-02-01T00:00:00Z,A")
                other.import_files([path])
            monkeypatch.setattr(stores, "SECONDS_A_DEAD_FILE_STAYS", -1)
            other._store.sweep()
        named = {row.file for row in snapshot.manifest.spans}
        assert not named <= {path.name for path in segments(workspace)}
        analysis = Transitions()
        total = analysis.zero(frame)
        for block in blocks:
            total = total + analysis.fold(block(), frame)
        assert analysis.answer(total, frame)["n"] == 7
