"""The folder of a workspace: what is made, what is refused with which sentence, and how it is upgraded."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from footpath.records.database import Database, newest_revision
from footpath.workspace import Workspace, WorkspaceError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    Workspace.create(folder, timezone="Europe/Warsaw", currency="pln").close()
    return folder


def test_a_new_workspace_opens_with_what_it_was_made_with(root: Path):
    with Workspace.open(root) as workspace:
        assert (workspace.settings.timezone, workspace.settings.currency) == ("Europe/Warsaw", "PLN")


def test_a_workspace_is_not_made_twice(root: Path):
    with pytest.raises(WorkspaceError, match="is a Footpath workspace already"):
        Workspace.create(root)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"timezone": "Warsaw"}, "'Warsaw' is not a time zone"), ({"currency": "zloty"}, "'zloty' is not a currency")],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(tmp_path: Path, given: dict[str, str], sentence: str):
    with pytest.raises(WorkspaceError, match=sentence):
        Workspace.create(tmp_path / "new", **given)
    assert not (tmp_path / "new").exists()


def test_a_file_is_no_place_for_a_workspace(tmp_path: Path):
    (tmp_path / "taken").write_text("a letter")
    with pytest.raises(WorkspaceError, match="is a file. Name a folder"):
        Workspace.create(tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "a letter"


def test_a_folder_without_a_workspace_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="footpath init"):
        Workspace.open(tmp_path)


def test_a_newer_format_is_not_touched(root: Path):
    (root / "footpath.json").write_text(json.dumps({"footpath": 99}))
    with pytest.raises(WorkspaceError, match="made by a newer Footpath"):
        Workspace.open(root)
    with pytest.raises(WorkspaceError, match="made by a newer Footpath"):
        Workspace.upgrade(root)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"footpath": "one"}'])
def test_a_damaged_mark_is_named(root: Path, text: str):
    (root / "footpath.json").write_text(text)
    with pytest.raises(WorkspaceError, match="is damaged. It should read"):
        Workspace.open(root)


def test_records_that_are_gone_or_broken_are_named(root: Path):
    for left in root.glob("records.db-*"):
        left.unlink()
    (root / "records.db").write_bytes(b"not a database, though as long as a header" * 40)
    with pytest.raises(WorkspaceError, match=r"records\.db cannot be read"):
        Workspace.open(root)
    (root / "records.db").unlink()
    with pytest.raises(WorkspaceError, match=r"has no records\.db"):
        Workspace.open(root)


def test_records_of_an_older_version_are_upgraded_after_a_copy(root: Path):
    """An older version is one whose tables are not there: made by taking this version's away."""
    database = Database(f"sqlite:///{root / 'records.db'}")
    with database.transaction() as connection:
        for name in sa.inspect(connection).get_table_names():
            connection.exec_driver_sql(f"DROP TABLE {name}")
    database.close()
    with pytest.raises(WorkspaceError, match="Run `footpath upgrade"):
        Workspace.open(root)

    copy = Workspace.upgrade(root)

    assert copy is not None
    assert (copy / "records.db").is_file()
    assert (copy / "footpath.json").is_file()
    database = Database(f"sqlite:///{root / 'records.db'}")
    assert database.revision() == newest_revision()
    database.close()
    assert Workspace.upgrade(root) is None
