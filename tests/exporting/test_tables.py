"""Tables as files: read back by other readers they hold what was written."""

import errno
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from footpath.exporting import workbook
from footpath.exporting.exporters._exporter import Unwritable
from footpath.exporting.tables import FORMATS, Format, format_of, stream_table, write_table

MOMENT = datetime(2026, 3, 29, 0, 59, 59, 123000, tzinfo=UTC)
ABOUT = {"definition": "Customers per day.", "n": 3, "period": "2026", "where": None, "nested": {"a": [1]}}
TABLE = pa.table(
    {
        "name": pa.array(["zażółć 旅程", "=1+1", None]).dictionary_encode(),
        "count": pa.array([1, 2**53 + 1, None], pa.int64()),
        "share": pa.array([0.1, float("nan"), float("inf")]),
        "yes": [True, False, None],
        "at": pa.array([MOMENT, None, MOMENT - timedelta(days=1)], pa.timestamp("ns", tz="Europe/Warsaw")),
        "day": [date(2026, 3, 29), date(1850, 1, 1), None],
        "price": pa.array([Decimal("12.50"), None, Decimal("-3.00")], pa.decimal128(12, 2)),
        "path": [["A", "B"], [], None],
        "of": [{"x": 1.5, "y": None}, None, {"x": None, "y": "ł"}],
        "empty": pa.array([{}, None, {}], pa.struct([])),
        "raw": [b"\x00\xff", None, b""],
        "long": pa.array([timedelta(seconds=90), None, timedelta(0)], pa.duration("ms")),
        "hour": [clock(13, 30), None, clock(0)],
        "nothing": pa.nulls(3),
    }
)


def reader(table: pa.Table) -> pa.RecordBatchReader:
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))


def sheet(path: Path, name: str = "Table") -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)


@pytest.mark.parametrize("source", [lambda table: table, reader], ids=["table", "reader"])
@pytest.mark.parametrize("file_format", FORMATS)
def test_streamed_and_written_are_the_same_bytes(
    tmp_path: Path, source: Callable[[pa.Table], Any], file_format: Format
) -> None:
    written = write_table(source(TABLE), tmp_path / "t.any", file_format, ABOUT)
    streamed = b"".join(stream_table(source(TABLE), file_format, ABOUT))
    content = (tmp_path / "t.any").read_bytes()
    assert (written.file, written.format, written.rows, written.bytes) == ("t.any", file_format, 3, len(content))
    if file_format == "xlsx":  # one of its parts names the second in which it was made
        made = [ZipFile(io.BytesIO(part)) for part in (content, streamed)]
        assert made[0].read("xl/worksheets/sheet1.xml") == made[1].read("xl/worksheets/sheet1.xml")
    else:
        assert content == streamed


def test_parquet_keeps_types_and_says_what_it_is(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.parquet", about=ABOUT)
    back = pq.read_table(tmp_path / "t.parquet")
    plain = ("count", "yes", "at", "day", "price", "path", "of", "raw", "long", "hour", "nothing")
    assert back.select(plain).to_pydict() == TABLE.select(plain).to_pydict()
    assert back["name"].to_pylist() == ["zażółć 旅程", "=1+1", None]
    assert str(back.schema.field("at").type) == "timestamp[ns, tz=Europe/Warsaw]"
    assert back["empty"].to_pylist() == ["{}", None, "{}"]
    assert json.loads(back.schema.metadata[b"footpath"]) == ABOUT
    assert duckdb.sql(f"select sum(price) from '{tmp_path / 't.parquet'}'").fetchall() == [(Decimal("9.50"),)]


def test_a_workbook_holds_numbers_dates_and_texts_as_such(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.xlsx", about=ABOUT)
    head, *rows = sheet(tmp_path / "t.xlsx")
    assert head == TABLE.column_names
    one, two, three = (dict(zip(head, row, strict=True)) for row in rows)
    utc = MOMENT.replace(tzinfo=None)
    assert one == {
        "name": "zażółć 旅程", "count": 1.0, "share": 0.1, "yes": True, "at": utc, "day": date(2026, 3, 29),
        "price": 12.5, "path": '["A", "B"]', "of": '{"x": 1.5, "y": null}', "empty": "{}", "raw": "00ff", "long": 90.0,
        "hour": clock(13, 30), "nothing": "",
    }  # fmt: skip
    assert (two["name"], two["count"], two["share"], two["day"]) == ("=1+1", str(2**53 + 1), "nan", "1850-01-01")
    assert (three["share"], three["at"], three["name"]) == ("inf", utc - timedelta(days=1), "")
    about = {row[0]: row[1] for row in sheet(tmp_path / "t.xlsx", "About")}
    assert about["definition"] == "Customers per day."
    assert (about["n"], about["rows"], about["nested"], about["where"]) == (3.0, 3.0, '{"a": [1]}', "")
    assert "UTC" in about["times"]


def test_a_workbooks_head_is_bold_and_frozen_its_times_say_utc_and_no_text_is_a_formula(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.xlsx")
    book = ZipFile(tmp_path / "t.xlsx")
    page, styles = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in page
    assert "<b/>" in styles
    assert "&quot; UTC&quot;" in styles
    assert 'quotePrefix="1"' in styles
    assert "<f>" not in page


def test_csv_is_text_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    assert "\r\n'=1+1,9007199254740993,nan,False,," in text
    assert "2026-03-29T00:59:59.123000Z" in text
    found = duckdb.sql(f"select name, count, path, price from read_csv('{tmp_path / 't.csv'}')").fetchall()
    assert found[0] == ("zażółć 旅程", 1, '["A", "B"]', 12.5)


def test_json_has_null_for_what_is_no_number(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.json", about=ABOUT)
    found = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert (found["schema"], found["n"], found["columns"]) == (1, 3, TABLE.column_names)
    assert [row["share"] for row in found["rows"]] == [0.1, None, None]
    assert found["rows"][0]["at"] == "2026-03-29T00:59:59.123000Z"
    assert found["rows"][1]["count"] == 2**53 + 1
    assert [row["price"] for row in found["rows"]] == [12.5, None, -3]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("source", [lambda table: table, reader], ids=["table", "reader"])
def test_a_table_without_rows_still_has_its_columns(
    tmp_path: Path, source: Callable[[pa.Table], Any], file_format: Format
) -> None:
    path = tmp_path / f"t.{file_format}"
    assert write_table(source(TABLE.slice(0, 0)), path).rows == 0
    heads = {
        "csv": lambda: path.read_text(encoding="utf-8-sig").strip().split(","),
        "xlsx": lambda: sheet(path)[0],
        "parquet": lambda: pq.read_table(path).column_names,
        "json": lambda: json.loads(path.read_text())["columns"],
    }
    assert heads[file_format]() == TABLE.column_names


def test_more_rows_than_a_sheet_holds_are_refused_in_a_sentence_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workbook.MOST_ROWS == 2**20 - 1
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    (tmp_path / "t.xlsx").write_text("from before")
    for source in (TABLE, reader(TABLE)):
        with pytest.raises(Unwritable, match="more than 2 rows.*CSV, Parquet or JSON"):
            write_table(source, tmp_path / "t.xlsx")
    with pytest.raises(Unwritable, match="more than 2 rows"):
        stream_table(TABLE, "xlsx")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("t.xlsx", "from before")]
    assert write_table(TABLE.slice(0, 2), tmp_path / "t.xlsx").rows == 2
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 3)
    with pytest.raises(Unwritable, match="14 columns, and a sheet of Excel holds 3"):
        write_table(TABLE, tmp_path / "t.xlsx")


def test_a_text_longer_than_a_cell_is_cut_and_it_says_so(tmp_path: Path) -> None:
    write_table(pa.table({"text": ["x" * 40_000, "y" * 32_767]}), tmp_path / "t.xlsx")
    _, long, fits = sheet(tmp_path / "t.xlsx")
    assert (len(long[0]), long[0][-1], fits[0]) == (32_767, "…", "y" * 32_767)
    assert "1 texts are longer" in dict(row[:2] for row in sheet(tmp_path / "t.xlsx", "About"))["cut"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_source_that_breaks_off_leaves_the_old_file(tmp_path: Path, file_format: Format) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield TABLE.to_batches()[0]
        raise RuntimeError("the query was stopped")

    path = tmp_path / f"t.{file_format}"
    path.write_text("from before")
    with pytest.raises(RuntimeError, match="stopped"):
        write_table(pa.RecordBatchReader.from_batches(TABLE.schema, broken()), path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(path.name, "from before")]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    for path, sentence in (
        ("none/t.csv", "there is no folder .*none"),
        ("file/t.csv", "there is no folder .*file"),
        ("folder.csv", "it is a folder. Name a file"),
        ("x" * 300 + ".csv", "its name is too long"),
        ("t.pdf", "t.pdf does not say its format. Let it end in one of: .csv, .xlsx, .parquet, .json, .pq"),
    ):
        with pytest.raises(Unwritable, match=sentence):
            write_table(TABLE, tmp_path / path)
    with pytest.raises(Unwritable, match="'pdf' is no format of a table. Known are: csv, xlsx, parquet, json"):
        format_of(tmp_path / "t.csv", "pdf")
    with pytest.raises(Unwritable, match="Two columns are called 'a'"):
        write_table(pa.table([[1], [2]], ["a", "a"]), tmp_path / "t.csv")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.csv"]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    ("code", "sentence"),
    [(errno.ENOSPC, "the disk is full. Free some space"), (errno.EACCES, "no permission to write")],
)
def test_a_full_disk_and_a_folder_that_takes_nothing_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_format: Format, code: int, sentence: str
) -> None:
    class Full(io.FileIO):
        def write(self, data: Any, /) -> int:
            raise OSError(code, "refused")

    path = tmp_path / f"t.{file_format}"
    path.write_text("from before")
    monkeypatch.setattr(Path, "open", lambda self, mode: Full(self, mode))
    with pytest.raises(Unwritable, match=sentence):
        write_table(TABLE, path)
    monkeypatch.undo()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(path.name, "from before")]
