"""An answer as a file holds all of it, in every format."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from footpath.exporting.tables import FORMATS, Format
from footpath.workspace import Workspace

QUERY = "SELECT name, count(*) AS n, min(time) AS first FROM events GROUP BY ALL ORDER BY n DESC, name"


def names_and_counts(path: Path) -> list[tuple[Any, Any]]:
    match path.suffix:
        case ".csv":
            rows: list[Any] = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))[1:]
            return [(row[0], int(row[1])) for row in rows]
        case ".xlsx":
            rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Table").to_python()[1:]
            return [(row[0], int(row[1])) for row in rows]
        case ".parquet":
            rows = pq.read_table(path).to_pylist()
        case _:
            rows = json.loads(path.read_text())["rows"]
    return [(row["name"], row["n"]) for row in rows]


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_holds_the_rows_of_the_answer(workspace: Workspace, tmp_path: Path, file_format: Format) -> None:
    wanted = [(row["name"], row["n"]) for row in workspace.sql(QUERY).rows]
    written = workspace.sql.write(QUERY, tmp_path / f"answer.{file_format}")
    assert (written.rows, written.format) == (len(wanted), file_format)
    assert names_and_counts(tmp_path / f"answer.{file_format}") == wanted
    streamed = tmp_path / f"streamed.{file_format}"
    streamed.write_bytes(b"".join(workspace.sql.stream(QUERY, file_format)))
    assert names_and_counts(streamed) == wanted


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("table", ["events", "customers", "kinds", "touchpoints", "stages", "log"])
def test_every_table_can_be_taken_whole(workspace: Workspace, tmp_path: Path, table: str, file_format: Format) -> None:
    count = workspace.sql(f"SELECT count(*) AS n FROM {table}").rows[0]["n"]
    assert workspace.sql.write(f"FROM {table}", tmp_path / f"t.{file_format}").rows == count > 0


def test_a_file_says_what_was_asked(workspace: Workspace, tmp_path: Path) -> None:
    workspace.sql.write(QUERY, tmp_path / "answer.json")
    told = json.loads((tmp_path / "answer.json").read_text())
    assert told["query"] == QUERY
    assert f"events {workspace.status()['events']:,}" in told["snapshot"]
