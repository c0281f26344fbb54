"""One question sees one version of the store, whatever happens beside it."""

import threading
from pathlib import Path
from typing import Any
from unittest.mock import patch

from footpath.sql.journeys import _Piece
from footpath.store import store as stores
from footpath.workspace import Workspace

AGREE = """
SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM log) AS logged,
       (SELECT sum(events) FROM customers) AS of_customers,
       (SELECT count(*) FROM events AS e JOIN log AS l USING (arrival) WHERE e.key = l.key) AS joined
"""


def rows_file(folder: Path, number: int) -> Path:
    file = folder / f"{number}.csv"
    lines = [f"p{i},2026-09-{1 + i % 28:02d}T08:00:00Z,Event {number}" for i in range(300)]
    file.write_text("\n".join(["customer,time,event", *lines]) + "\n")
    return file


def test_tables_agree_while_an_import_runs(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(rows_file(tmp_path, 0))
        done = threading.Event()

        def importing() -> None:
            try:
                for number in range(1, 6):
                    workspace.import_files(rows_file(tmp_path, number))
            finally:
                done.set()

        thread = threading.Thread(target=importing)
        thread.start()
        seen = []
        while not done.is_set() or not seen:
            result = workspace.sql(AGREE)
            seen.append(result.rows[0])
            assert seen[-1]["events"] == result.to_dict()["snapshot"]["events"]
        thread.join()
        seen.append(workspace.sql(AGREE).rows[0])
    assert all(len(set(row.values())) == 1 for row in seen)
    assert [row["events"] for row in seen] == sorted(row["events"] for row in seen)
    assert seen[-1]["events"] == 1800


def test_an_undone_import_is_in_no_table(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(rows_file(tmp_path, 1))
        second = workspace.import_files(rows_file(tmp_path, 2)).import_id
        names = "SELECT DISTINCT name, import_id FROM log ORDER BY 1"
        assert [tuple(row.values()) for row in workspace.sql(names).rows] == [("Event 1", 1), ("Event 2", 2)]
        workspace.undo_import(second)
        assert [tuple(row.values()) for row in workspace.sql(names).rows] == [("Event 1", 1)]
        assert workspace.sql(AGREE).rows == [{"events": 300, "logged": 300, "of_customers": 300, "joined": 300}]
        workspace.delete_import(1)
        assert workspace.sql(AGREE).rows == [{"events": 0, "logged": 0, "of_customers": None, "joined": 0}]


def test_files_that_are_deleted_meanwhile_are_read_to_the_end(tmp_path: Path) -> None:
    """An import is deleted and its files swept at once, while a question stands in its first piece."""
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(rows_file(tmp_path, 1))
        inside, go = threading.Event(), threading.Event()
        column = _Piece.column

        def waiting(self: _Piece, name: str) -> Any:
            inside.set()
            assert go.wait(30)
            return column(self, name)

        answers: list[dict[str, Any]] = []
        asking = threading.Thread(target=lambda: answers.extend(workspace.sql(AGREE).rows))
        with patch.object(_Piece, "column", waiting):
            asking.start()
            assert inside.wait(30)
            with (
                patch.object(stores, "SECONDS_A_DEAD_FILE_STAYS", -1),
                patch.object(stores, "SECONDS_UNDER_PRESSURE", -1),
            ):
                workspace.delete_import(1)
            assert list((tmp_path / "shop" / "log").iterdir()) == []
            go.set()
            asking.join()
    assert answers == [{"events": 300, "logged": 300, "of_customers": 300, "joined": 300}]


def test_an_edit_of_the_definitions_is_seen_by_the_next_question(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(rows_file(tmp_path, 1))
        stage = workspace.definitions().stages[0]
        workspace.edit({"do": "rename_stage", "stage": stage.id, "name": "Beginning"})
        assert "Beginning" in {row["name"] for row in workspace.sql("FROM stages").rows}
