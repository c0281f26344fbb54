"""An import is deleted whole: events, rejected rows, its place in the list; and the same file comes in again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from tests.plain_answers import in_any_order

import footpath
from footpath.records import tables
from footpath.vocabulary.said import parts_of, sentence_of
from footpath.workspace import Workspace, WorkspaceError
from footpath.workspace.recovery import only_import

HEAD = "customer,time,event,note\n"
FIRST = HEAD + (
    "ann,2026-01-01T10:00:00Z,View,a\n"
    "ann,2026-01-02T10:00:00Z,Order,b\n"
    "ann,2026-01-02T10:00:00Z,Order,b\n"
    "bob,2026-01-03T10:00:00Z,View,c\n"
    ",2026-01-03T10:00:00Z,View,secret\n"
    "bob,never,View,d\n"
)
SECOND = HEAD + "ann,2026-01-01T10:00:00Z,View,a\ncyd,2026-01-04T10:00:00Z,View,e\n"
DIES = """
import os, signal, sys
from footpath.store import rebuild, store
from footpath.workspace import Workspace
commit, point = rebuild.commit, sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def dying(*arguments):
    if point == "before the commit":
        die()
    version = commit(*arguments)
    if point == "after the commit":
        die()
    return version
rebuild.commit = dying
if point == "before the sweep":
    store.Store.sweep = die
Workspace.open(sys.argv[1]).delete_import(1)
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "first.csv", tmp_path / "second.csv"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text)
    return paths


@pytest.fixture
def workspace(tmp_path: Path, files: list[Path]) -> Iterator[Workspace]:
    """A workspace with ``FIRST``."""
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(files[0])
        yield workspace


def _answers(workspace: Workspace) -> Any:
    questions: list[Any] = [
        footpath.Map(),
        footpath.Transitions(by="name"),
        footpath.Funnel(steps=["View", "Order"], window="7d"),
    ]
    answers = [workspace.run(question).to_dict() for question in questions]
    return [in_any_order(answer, frozenset(["code", "version"])) for answer in answers]


def _refused(workspace: Workspace, number: int) -> list[Any]:
    with pytest.raises(WorkspaceError) as refused:
        workspace.delete_import(number)
    return [part["code"] for part in parts_of(sentence_of(refused.value))]


def _unnamed(workspace: Workspace) -> set[str]:
    """Files of the store that no row of the records names."""
    store, unnamed = workspace._store, set[str]()
    for table, folder in ((tables.log, "log"), (tables.segment, "segments"), (tables.ids, "ids")):
        with store.database.reading() as connection:
            named = set(connection.execute(sa.select(table.c.file)).scalars())
        unnamed |= {path.name for path in (store.root / folder).iterdir()} - named
    return unnamed


def test_nothing_of_it_stays(workspace: Workspace) -> None:
    row = workspace.rejected(1)["rows"][0]["id"]
    workspace.delete_import(1)
    assert workspace.imports() == []
    assert (workspace.status()["events"], workspace.status()["imports"]) == (0, 0)
    assert workspace.rejected()["total"] == workspace.rejected(1)["total"] == 0
    with pytest.raises(WorkspaceError):
        workspace.rejected_row(row)
    with workspace._store.database.reading() as connection:
        kept = connection.execute(sa.select(tables.source)).mappings().one()
    assert (kept["id"], kept["state"], kept["name"], kept["mapping"]) == (1, "deleted", "", "{}")
    assert workspace.verify()["problems"] == []


def test_the_same_file_comes_in_again(workspace: Workspace, files: list[Path]) -> None:
    before, definitions = _answers(workspace), workspace.export_definitions()
    workspace.delete_import(1)
    again = workspace.import_files(files[0])
    assert (again.import_id, again.events, again.skipped, again.rejected) == (2, 4, 0, 2)
    workspace.import_definitions(definitions)
    assert _answers(workspace) == before
    assert [row["id"] for row in workspace.imports()] == [2]
    workspace.rebuild()
    assert _answers(workspace) == before
    assert workspace.verify()["problems"] == []


def test_other_imports_keep_theirs_and_take_on_request_what_they_shared(
    workspace: Workspace, files: list[Path]
) -> None:
    second = workspace.import_files(files[1])
    assert (second.events, second.skipped) == (1, 1)
    workspace.delete_import(1)
    assert workspace.status()["events"] == 1
    assert [row["name"] for row in workspace.imports()] == ["second.csv"]
    shared = workspace.import_files(files[1])
    assert (shared.events, shared.skipped) == (1, 1)


def test_an_undone_import_is_deleted_too(workspace: Workspace, files: list[Path]) -> None:
    workspace.undo_import(1)
    version = workspace.run(footpath.Map()).to_dict()["snapshot"]["version"]
    workspace.delete_import(1)
    assert workspace.imports() == []
    assert workspace.run(footpath.Map()).to_dict()["snapshot"]["version"] == version
    assert workspace.import_files(files[0]).events == 4


def test_a_failed_import_is_deleted(workspace: Workspace, tmp_path: Path) -> None:
    number = workspace.enter_import("absent.csv")
    with pytest.raises(ValueError, match="absent"):
        workspace.import_files(tmp_path / "absent.csv", import_id=number)
    workspace.delete_import(number)
    assert [row["id"] for row in workspace.imports()] == [1]
    assert workspace.status()["events"] == 4


def test_what_cannot_be_deleted_is_said(workspace: Workspace) -> None:
    assert _refused(workspace, 99) == ["workspace.no_import"]
    assert _refused(workspace, workspace.enter_import("later.csv")) == ["workspace.not_ended"]
    with only_import(workspace.root):
        assert _refused(workspace, 1) == ["workspace.import_running"]
    assert workspace.status()["events"] == 4
    workspace.delete_import(1)
    assert _refused(workspace, 1) == ["workspace.no_import"]
    with pytest.raises(WorkspaceError, match="no import 1"):
        workspace.undo_import(1)
    with pytest.raises(WorkspaceError, match="no import 1"):
        workspace.replay(1)


@pytest.mark.parametrize("point", ["before the commit", "after the commit", "before the sweep"])
def test_it_may_be_killed_anywhere(workspace: Workspace, files: list[Path], point: str) -> None:
    root, before = workspace.root, _answers(workspace)
    workspace.close()
    environment = os.environ | {"PYTHONPATH": str(Path(footpath.__file__).parents[1])}
    killed = subprocess.run([sys.executable, "-c", DIES, str(root), point], env=environment)
    assert killed.returncode == -signal.SIGKILL
    with Workspace.open(root) as opened:
        assert opened.verify()["problems"] == []
        if point == "before the commit":
            assert (opened.imports()[0]["state"], opened.rejected(1)["total"]) == ("done", 2)
            assert _answers(opened) == before
            opened.delete_import(1)
        assert (opened.imports(), opened.status()["events"], opened.rejected()["total"]) == ([], 0, 0)
        assert opened.import_files(files[0]).events == 4
        assert _unnamed(opened) == set()
        assert opened.verify()["problems"] == []
