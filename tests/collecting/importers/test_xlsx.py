"""Excel workbooks: the sheet that holds the table, dates as dates, whole numbers whole."""

import sys
import zipfile
from pathlib import Path

import pytest
from tests.workbook import row, workbook

from footpath.collecting.importers import pick
from footpath.collecting.importers._importer import Given, Unreadable
from footpath.collecting.importers.xlsx import Xlsx


def _written(path: Path, **sheets: str) -> Path:
    path.write_bytes(workbook(**sheets))
    return path


def test_a_sheet_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    data = (
        row(3, "who", "at", "price", "pieces")
        + row(4, "ana", 45_352.5, 2.5, 3.0, dates=(1,))
        + row(6, "bo", 45_353, 1, 7)
    )
    path = _written(tmp_path / "a.xlsx", Notes=row(1, "Read me"), Events=data)
    importer = pick(path)
    layout = importer.layout(path)
    assert isinstance(importer, Xlsx)
    assert layout.sheet == "Events"
    assert "Notes" in layout.notes[0]
    (raw,) = importer.read(path, layout, batch_rows=100)
    assert raw.table.to_pylist() == [
        {"who": "ana", "at": "2024-03-01T12:00:00", "price": "2.5", "pieces": "3"},
        {"who": "bo", "at": "45353", "price": "1", "pieces": "7"},
    ]
    assert raw.lines.to_pylist() == [4, 6]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.xlsx", A=row(1, "x") + row(2, "1"), B=row(1, "y") + row(2, "2"))
    (raw,) = Xlsx().read(path, Xlsx().layout(path, Given(sheet="B")), batch_rows=10)
    assert raw.table.to_pylist() == [{"y": "2"}]
    with pytest.raises(Unreadable, match=r"has no sheet 'C'. Its sheets are: A, B\."):
        Xlsx().layout(path, Given(sheet="C"))


def test_a_workbook_without_a_table_and_a_bomb_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = _written(tmp_path / "a.xlsx", A=row(1, "only a title"))
    with pytest.raises(Unreadable, match="has no sheet with a table"):
        Xlsx().layout(empty)
    monkeypatch.setattr(sys.modules[Xlsx.__module__], "MAX_UNPACKED", 100)
    with pytest.raises(Unreadable, match="would unpack to"):
        Xlsx().layout(empty)


def test_another_archive_is_no__written(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "hello")
    with pytest.raises(Unreadable, match="ZIP"):
        pick(path)
