"""Every analysis on the shelf as CSV, XLSX, Parquet and JSON: by each of the three doors the file is the answer."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from tests.cli_options import options_of
from tests.http.server_process import Server

from footpath.analyses._analysis import Analysis
from footpath.cli import main
from footpath.exporting.exporters._exporter import Unwritable
from footpath.exporting.tables import FORMATS, Format
from footpath.shelf import items
from footpath.workspace import Result, Scope, Workspace

SHELF = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
EVERY = pytest.mark.parametrize("name", SHELF)
#: What a customer could be called to harm a spreadsheet, and words of four languages.
EXTRA = """customer,time,event,channel,value
a,2026-09-03T10:00:00Z,=HYPERLINK("http://x"),phone,12.5
a,2026-09-03T10:00:00Z,@zażółć 旅程,phone,
a,2026-09-04T11:00:00Z,=HYPERLINK("http://x"),phone,-1
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "extra.csv").write_text(EXTRA, encoding="utf-8")
    with Workspace.create(folder / "ws", timezone="Europe/Warsaw") as made:
        made.sample(customers=200)
        made.import_files(folder / "extra.csv")
    return folder / "ws"


@pytest.fixture(scope="module")
def workspace(root: Path) -> Iterator[Workspace]:
    with Workspace.open(root) as opened:
        yield opened


def asked(workspace: Workspace, name: str, **more: Any) -> Result:
    return workspace.run(SHELF[name].model_validate(SHELF[name].example), **more)


def book(content: bytes) -> tuple[list[list[Any]], dict[str, Any]]:
    """The rows of the table, and what stands beside each name on the other sheet."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert read.sheet_names == ["Table", "About"]
    table, about = (read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names)
    return table, {row[0]: row[1] for row in about}


def as_cell(value: Any) -> Any:
    """What a workbook or a CSV file holds for a value of the answer, made comparable."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int | float) else value or ""


def as_day(name: str, value: Any) -> Any:
    """Periods are dates where the format has dates; those of hours times in UTC."""
    if name in ("from", "cohort") and isinstance(value, str):
        for read in (date.fromisoformat, datetime.fromisoformat):
            try:
                found = read(value)
            except ValueError:
                continue
            return found.astimezone(UTC).replace(tzinfo=None) if isinstance(found, datetime) else found
    return value


def check(content: bytes, file_format: Format, result: Result, folder: Path) -> None:
    """The file holds the answer, whole."""
    rows, heads = result.rows, result.heads
    match file_format:
        case "json":
            assert json.loads(content) == result.to_dict()
        case "parquet":
            table = pq.read_table(io.BytesIO(content))
            assert table.column_names == heads
            read = [{key: as_naive(value) for key, value in row.items()} for row in table.to_pylist()]
            assert [{k: as_cell(v) for k, v in row.items()} for row in read] == [
                {key: as_cell(as_day(key, value)) for key, value in row.items()} for row in rows
            ]
            assert json.loads(table.schema.metadata[b"footpath"])["n"] == result.to_dict()["n"]
        case "xlsx":
            (head, *cells), about = book(content)
            assert head == heads
            assert cells == [[as_cell(as_day(key, row[key])) for key in heads] for row in rows]
            answer = result.to_dict()
            assert (about["definition"], about["n"]) == (answer["definition"], answer["n"])
            assert answer["period"]["timezone"] in about["period"]
            assert {"audience", "where", "snapshot"} <= about.keys()
        case "csv":
            (folder / "read.csv").write_bytes(content)
            found = duckdb.sql(
                f"select * from read_csv('{folder / 'read.csv'}', header=true, all_varchar=true, nullstr='\x00')"
            )
            assert found.columns == heads
            told = [[unharmed(as_text(row[key])) for key in heads] for row in rows]
            assert [[as_number(cell) for cell in row] for row in found.fetchall()] == [
                [as_number(cell) for cell in row] for row in told
            ]


def as_naive(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


def as_text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def as_number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def unharmed(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "@")) else text


@EVERY
@pytest.mark.parametrize("more", [{}, {"breakdown": "device"}, {"compare": Scope(where="channel = app")}], ids=str)
def test_no_two_columns_share_a_name(workspace: Workspace, name: str, more: dict[str, Any]) -> None:
    result = asked(workspace, name, **more)
    assert len(set(result.heads)) == len(result.heads)
    assert all(list(row) == result.heads for row in result.rows)


@EVERY
@pytest.mark.parametrize("file_format", FORMATS)
def test_python_writes_the_answer(workspace: Workspace, tmp_path: Path, name: str, file_format: Format) -> None:
    result = asked(workspace, name)
    written = result.write(tmp_path / f"answer.{file_format}")
    content = (tmp_path / f"answer.{file_format}").read_bytes()
    assert (written.file, written.format) == (f"answer.{file_format}", file_format)
    assert (written.rows, written.bytes) == (len(result.rows), len(content))
    check(content, file_format, result, tmp_path)


@EVERY
@pytest.mark.parametrize("more", [{"breakdown": "device"}, {"compare": Scope(where="channel = app")}], ids=str)
def test_breakdowns_and_comparisons_are_written_too(
    workspace: Workspace, tmp_path: Path, name: str, more: dict[str, Any]
) -> None:
    result = asked(workspace, name, **more)
    for file_format in FORMATS:
        result.write(tmp_path / f"answer.{file_format}")
        check((tmp_path / f"answer.{file_format}").read_bytes(), file_format, result, tmp_path)


def footpath(*arguments: str) -> int:
    """The command in this process: how it ended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["footpath", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


@EVERY
def test_the_command_line_writes_the_answer(
    workspace: Workspace, root: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = asked(workspace, name)
    options = options_of(SHELF[name].example)
    for file_format in FORMATS:
        path = tmp_path / f"answer.{file_format}"
        assert footpath(name, *options, "-w", str(root), "--out", str(path)) == 0
        shown = capsys.readouterr()
        assert shown.out == ""
        assert f"{path.name} ({file_format})" in shown.err.replace("\n", "")
        check(path.read_bytes(), file_format, result, tmp_path)


def test_the_command_line_may_also_show_the_json_and_refuses_a_name_without_a_format(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ("transitions", "-w", str(root), "--json", "--out")
    assert footpath(*base, str(tmp_path / "t.csv")) == 0
    assert json.loads(capsys.readouterr().out)["analysis"] == "transitions"
    for file, sentence in (("t.pdf", "does not say its format"), ("none/t.csv", "there is no folder")):
        assert footpath(*base, str(tmp_path / file)) == 1
        assert sentence in capsys.readouterr().err.replace("\n", " ")
    assert footpath(*base, str(tmp_path / "c.csv"), "--cell", "from=START") == 2
    assert "not written" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    started = Server(root)
    yield started
    started.stop()


@EVERY
def test_the_web_writes_the_answer(workspace: Workspace, server: Server, tmp_path: Path, name: str) -> None:
    result = asked(workspace, name)
    for file_format in FORMATS:
        body = {"answer": name, "format": file_format, **SHELF[name].example}
        response = server.client.post("/api/export", json=body)
        assert response.status_code == 200, response.text
        assert response.headers["content-disposition"].endswith(f'.{file_format}"')
        check(response.content, file_format, result, tmp_path)


def test_rejected_rows_are_written_in_every_format(server: Server) -> None:
    for file_format in FORMATS:
        response = server.client.post("/api/export", json={"answer": "rejected", "format": file_format})
        assert response.status_code == 200, response.text
        assert len(response.content) > 10


def test_an_hour_is_a_time_in_utc_and_a_day_a_date(workspace: Workspace, tmp_path: Path) -> None:
    trends = SHELF["trends"]
    result = workspace.run(trends(unit="hour"))
    result.write(tmp_path / "hours.xlsx")
    (head, first, *_), _ = book((tmp_path / "hours.xlsx").read_bytes())
    said = datetime.fromisoformat(result.rows[0]["from"])
    assert said.utcoffset()
    assert first[head.index("from")] == said.astimezone(UTC).replace(tzinfo=None)
    workspace.run(trends(unit="day")).write(tmp_path / "days.xlsx")
    (head, first, *_), _ = book((tmp_path / "days.xlsx").read_bytes())
    assert type(first[head.index("from")]) is date


def test_a_format_may_be_named(workspace: Workspace, tmp_path: Path) -> None:
    asked(workspace, "transitions").write(tmp_path / "any.name", "parquet")
    assert pq.read_table(tmp_path / "any.name").num_rows
    with pytest.raises(Unwritable, match="'pdf' is no format"):
        asked(workspace, "transitions").write(tmp_path / "any.name", "pdf")
