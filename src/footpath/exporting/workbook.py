"""An Excel workbook: the table on one sheet, what it is on the other. Rows stream, so memory stays small."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.exceptions import FileSizeError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from footpath.exporting.exporters._exporter import Unwritable
from footpath.exporting.tables import json_ready
from footpath.vocabulary.cells import is_formula
from footpath.vocabulary.said import say

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 1_048_575, 16_384, 32_767  #: of a sheet, below its header; of a cell
_EXACT = 10**15  #: a sheet keeps 15 digits of a number
_FIRST_DAY = date(1900, 3, 1)  #: before it Excel's calendar has a day that never was
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Formats:
    """How cells look. A time says its zone in every cell and stays a time."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.utc = book.add_format({"num_format": 'yyyy-mm-dd hh:mm:ss.000" UTC"'})
        self.local = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"})
        self.time = book.add_format({"num_format": "hh:mm:ss.000"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        # What Excel itself notes of a text that was typed after an apostrophe: it never becomes a formula.
        self.text = book.add_format({"quote_prefix": True})


def write_workbook(
    names: Sequence[str], rows: Iterable[Sequence[Any]], out: IO[bytes], about: Mapping[str, Any]
) -> int:
    """Write rows of Python values and ``about``; returns how many rows. Unwritable: more than Excel takes."""
    if len(names) > MOST_COLUMNS:
        raise Unwritable(say("export.too_many_columns", columns=len(names), most=MOST_COLUMNS))
    with tempfile.TemporaryDirectory(prefix="footpath-xlsx-") as folder:
        made = Path(folder) / "book.xlsx"
        book = xlsxwriter.Workbook(str(made), _OPTIONS | {"tmpdir": folder})
        try:
            count = _write_sheets(book, names, rows, about)
            book.close()
        except FileSizeError:
            raise Unwritable(say("export.too_large")) from None
        finally:
            for sheet in book.worksheets():
                rows_file: Any = sheet.row_data_fh
                rows_file.close()
        with made.open("rb") as file:
            shutil.copyfileobj(file, out)
    return count


def _write_sheets(
    book: xlsxwriter.Workbook, names: Sequence[str], rows: Iterable[Sequence[Any]], about: Mapping[str, Any]
) -> int:
    formats = _Formats(book)
    sheet, notes = book.add_worksheet("Table"), book.add_worksheet("About")
    for place, name in enumerate(names):
        _write_text(sheet, 0, place, name, formats.head)
        sheet.set_column(place, place, min(40, max(12, len(name) + 2)))
    sheet.freeze_panes(1, 0)
    count = cut = 0
    remaining = iter(rows)
    for count, row in enumerate(islice(remaining, MOST_ROWS), 1):
        for place, value in enumerate(row):
            cut += _write_cell(sheet, count, place, value, formats)
    if next(remaining, None) is not None:
        raise Unwritable(say("export.too_many_rows", most=MOST_ROWS))
    if names:
        sheet.autofilter(0, 0, count, len(names) - 1)
    said = {**about, "rows": count, "times": "UTC, as each says; dates alone are those of the time zone of the period"}
    if cut:
        said["cut"] = f"{cut:,} texts are longer than the {MOST_CHARACTERS:,} characters of a cell, and end in …"
    _write_about(notes, said, formats)
    return count


def _write_about(sheet: Worksheet, about: Mapping[str, Any], formats: _Formats) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    for line, (name, value) in enumerate(about.items()):
        _write_text(sheet, line, 0, name, formats.head)
        if isinstance(value, int | float) and not isinstance(value, bool):
            _write_cell(sheet, line, 1, value, formats)
        elif value is not None:
            told = value if isinstance(value, str) else json.dumps(json_ready(value), ensure_ascii=False)
            _write_text(sheet, line, 1, told, formats.wrapped)


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, formats: _Formats) -> bool:
    """Write a value by its type; says whether it had to be cut."""
    match value:
        case None:
            return False
        case str():
            return _write_text(sheet, row, place, value, formats.text if is_formula(value) else None)
        case bool():
            sheet.write_boolean(row, place, value)
        case int() if abs(value) < _EXACT:
            sheet.write_number(row, place, value)
        case Decimal() if abs(value) < _EXACT:
            sheet.write_number(row, place, float(value))
        case float() if value - value == 0:  # neither infinite nor none
            sheet.write_number(row, place, value)
        case datetime() if value.date() >= _FIRST_DAY:
            utc = value.tzinfo is not None
            naive = value.astimezone(UTC).replace(tzinfo=None) if utc else value
            sheet.write_datetime(row, place, naive, formats.utc if utc else formats.local)
        case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(value, time()), formats.date)
        case time():
            seconds = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(seconds=1)
            sheet.write_number(row, place, (seconds + value.microsecond / 1e6) / 86_400, formats.time)
        case timedelta():
            sheet.write_number(row, place, value.total_seconds())
        case list() | tuple() | Mapping():
            return _write_text(sheet, row, place, json.dumps(json_ready(value), ensure_ascii=False), formats.text)
        case _:
            exact = isinstance(value, int | float | Decimal)
            text = str(value) if exact else str(json_ready(value))
            return _write_text(sheet, row, place, text, formats.text if is_formula(text) else None)
    return False


def _write_text(sheet: Worksheet, row: int, place: int, text: str, look: Format | None) -> bool:
    cut = len(text) > MOST_CHARACTERS
    sheet.write_string(row, place, text[: MOST_CHARACTERS - 1] + "…" if cut else text, look)
    return cut
