"""CSV against Python's own reader, and what people's files look like."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from footpath.collecting.importers._importer import RawBatch, Unreadable
from footpath.collecting.importers.csv import Csv, recognise_separator
from footpath.vocabulary.event import RAW_CHARACTERS

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffd"), max_size=12)
ANY_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, batch_rows: int = 1000) -> list[RawBatch]:
    importer = Csv()
    return list(importer.read(path, importer.layout(path), batch_rows=batch_rows))


def rows_of(batches: list[RawBatch]) -> list[tuple[str | None, ...]]:
    return [
        row for batch in batches for row in zip(*(column.to_pylist() for column in batch.table.columns), strict=True)
    ]


def lines_of(batches: list[RawBatch]) -> list[int]:
    return [line for batch in batches for line in batch.lines.to_pylist()]


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@ANY_SETTINGS
@given(
    rows=st.integers(2, 4).flatmap(lambda n: st.lists(st.tuples(*[CELL] * n), min_size=1, max_size=12)),
    separator=st.sampled_from(",;\t|"),
    ending=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    batch_rows=st.integers(1, 5),
)
def test_arbitrary_cells_come_back(
    tmp_path: Path, rows: list[tuple[str, ...]], separator: str, ending: str, quoting: int, batch_rows: int
) -> None:
    if ending == "\n" and quoting == csv.QUOTE_MINIMAL:  # Python's writer leaves such a cell bare, where it ends a line
        assume(not any("\r" in cell for row in rows for cell in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=ending, quoting=quoting)  # type: ignore[arg-type]
    header = [f"name{i}" for i in range(len(rows[0]))]
    writer.writerow(header)
    writer.writerows(rows)
    path = written(tmp_path / "any.csv", text.getvalue())
    importer = Csv()
    layout = importer.layout(path)
    batches = list(importer.read(path, layout.__class__("csv", layout.encoding, separator), batch_rows=batch_rows))
    assert [one for batch in batches for one in batch.rejected] == []
    assert rows_of(batches) == [tuple(cell or None for cell in row) for row in rows]


def test_lines_count_through_quoted_breaks_and_blanks(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'who,what\nann,"one\ntwo"\n\nbob,x\r\n"c\n\nd",y')
    batches = read(path)
    assert rows_of(batches) == [("ann", "one\ntwo"), ("bob", "x"), ("c\n\nd", "y")]
    assert lines_of(batches) == [2, 5, 6]


def test_ragged_rows_are_kept_with_line_and_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n")
    [batch] = read(path)
    assert rows_of([batch]) == [("1", "2", "3"), ("4", "5", "6")]
    assert [(one.line, one.reason, one.raw) for one in batch.rejected] == [
        (3, "bad_row", "1,2"),
        (4, "bad_row", "1,2,3,4"),
    ]
    assert "in the row: 2;" in batch.rejected[0].detail


def test_stray_quotes_are_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'a,b\n5" screen,x\n"5"" screen",y\n"ab"c,z\n')
    assert rows_of(read(path)) == [('5" screen', "x"), ('5" screen', "y"), ("abc", "z")]


def test_a_quote_that_never_closes_costs_nothing_but_its_meaning(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'a,b\n1,2\n"3,4\n5,6\n7,8\n')
    batches = read(path)
    assert rows_of(batches) == [("1", "2"), ('"3', "4"), ("5", "6"), ("7", "8")]
    assert lines_of(batches) == [2, 3, 4, 5]


def test_old_macintosh_line_ends(tmp_path: Path) -> None:
    assert rows_of(read(written(tmp_path / "a.csv", "a,b\r1,2\r3,4"))) == [("1", "2"), ("3", "4")]


def test_excel_says_its_separator(tmp_path: Path) -> None:
    batches = read(written(tmp_path / "a.csv", "sep=;\r\na;b\r\n1;2,5\r\n"))
    assert rows_of(batches) == [("1", "2,5")]
    assert lines_of(batches) == [3]


@pytest.mark.parametrize("separator", list(",;\t|"))
def test_separators(separator: str) -> None:
    text = "\n".join(separator.join(cells) for cells in (["a", "b", "c"], ["1,5", "x y", "3"], ["2,5", "z", "4"]))
    quoted = text.replace("1,5", '"1,5"').replace("2,5", '"2,5"')
    assert recognise_separator(quoted) == separator


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("utf-8", "Zażółć gęślą jaźń"),
        ("utf-8-sig", "Zażółć gęślą jaźń"),
        ("utf-16", "Zażółć gęślą jaźń 客戶"),
        ("utf-16-le", "Zażółć gęślą jaźń"),
        ("utf-16-be", "Zażółć gęślą jaźń"),
        ("cp1250", "Zażółć gęślą jaźń, dziękuję, płatność, świąteczny żółw"),
        ("cp1252", "très déçu, réclamation, problème de qualité, größe, señor"),
        ("latin-1", "très déçu, réclamation, problème de qualité, größe, señor"),
        ("iso8859_2", "Zażółć gęślą jaźń, dziękuję, płatność, świąteczny żółw"),
        ("cp1250", "Aceşti clienţi au rămas mulţumiţi, livrare rapidă, însă scump"),
        ("big5", "客戶服務非常好,商品品質不錯,下次還會再來購買"),
        ("gb18030", "客户服务非常好,商品质量不错,下次还会再来购买"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, word: str) -> None:
    lines = ["klient;treść;ile", *(f"k{i};{word};{i}" for i in range(50))]
    if encoding in ("cp1252", "latin-1", "big5", "gb18030"):
        lines[0] = "klient;text;ile"
    path = written(tmp_path / "a.csv", "\n".join(lines).encode(encoding))
    batches = read(path)
    assert [one for batch in batches for one in batch.rejected] == []
    assert rows_of(batches)[7] == ("k7", word, "7")
    assert batches[0].table.column_names == lines[0].split(";")


def test_lines_of_another_encoding_are_rejected(tmp_path: Path) -> None:
    lines = [b"a,b", *(f"ż{i},ó".encode() for i in range(30)), "ż,bad".encode("cp1250"), "ł,fine".encode()]
    [batch] = read(written(tmp_path / "a.csv", b"\n".join(lines)))
    assert [(one.line, one.reason) for one in batch.rejected] == [(32, "bad_encoding")]
    assert rows_of([batch])[-1] == ("ł", "fine")


def test_a_nul_byte_costs_its_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n" + b"1,2\n" * 2000 + b"x\0,y\n3,4\n")
    [batch] = read(path, batch_rows=5000)
    assert [(one.line, one.reason) for one in batch.rejected] == [(2002, "bad_row")]
    assert rows_of([batch])[-1] == ("3", "4")


def test_names_are_made_unique_and_said(tmp_path: Path) -> None:
    importer = Csv()
    path = written(tmp_path / "a.csv", "id,name,id,,id\n1,2,3,4,5\n")
    layout = importer.layout(path)
    assert "'id (2)'" in layout.notes[0]
    [batch] = importer.read(path, layout, batch_rows=10)
    assert batch.table.column_names == ["id", "name", "id (2)", "column_4", "id (3)"]


def test_a_long_row_is_rejected_and_reading_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n1,2\n" + b"x" * 20_000_000 + b",y\n3,4\n")
    batches = read(path)
    assert rows_of(batches) == [("1", "2"), ("3", "4")]
    [one] = [one for batch in batches for one in batch.rejected]
    assert (one.line, one.reason, len(one.raw)) == (3, "too_large", RAW_CHARACTERS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"a,b\n", "no rows"),
        (b"2024-01-01,12,ann@example.com\n2024-01-02,13,bob@example.com\n", "column names"),
        (b",".join(b"c%d" % i for i in range(10_000)) + b"\n1\n", "10,000 columns"),
        (b"x" * 3_000_000, "1 MB"),
    ],
    ids=["no rows", "no header", "many columns", "one line"],
)
def test_no_table_gets_a_sentence(tmp_path: Path, text: bytes, says: str) -> None:
    from footpath.collecting.reading import open_file

    with pytest.raises(Unreadable, match=says):
        open_file(written(tmp_path / "a.csv", text))
