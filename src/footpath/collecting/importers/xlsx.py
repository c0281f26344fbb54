"""Excel workbooks: the first sheet that holds a table; its first row names the columns."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from footpath.collecting.importers._header import unique_names
from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._rows import Rows
from footpath.collecting.importers._stream import Stream

#: A workbook is read whole: of at most so many bytes, which unpack to at most so many.
MAX_BYTES = 256 << 20
MAX_UNPACKED = 2 << 30


class Xlsx(Importer):
    """A sheet has at most 1,048,576 rows; a larger export is a case for CSV."""

    name: ClassVar[str] = "xlsx"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")
    rank: ClassVar[int] = 1

    def recognises(self, path: Path, head: bytes) -> bool:
        return head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"xl/" in head)

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        workbook = _opened(path)
        sheet, others = _sheet(path, workbook, given.sheet)
        notes = [f"The sheet {sheet.name!r} was read; there are also: {', '.join(others)}."] if others else []
        return Layout(importer=self.name, encoding="", separator="", sheet=sheet.name, notes=notes)

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        sheet, _ = _sheet(path, _opened(path), layout.sheet)
        size = path.stat().st_size
        rows = Rows(path.name, batch_rows)
        names: list[str] = []
        last = max(sheet.total_height, 1)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            texts = [_text(cell) for cell in cells]
            if not names:
                names = unique_names(path, texts)[0] if any(texts) else []
            elif any(texts):
                rows.add(number, dict(zip(names, texts, strict=False)))
            if rows.full:
                yield rows.batch(min(size, size * number // last))
        if rows:
            yield rows.batch(size)


def _opened(path: Path) -> CalamineWorkbook:
    with Stream(path) as stream:
        data = stream.read_full(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{path.name} is a workbook of more than {MAX_BYTES >> 20} MB. Save the sheet as CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MAX_UNPACKED:
            raise Unreadable(f"{path.name} would unpack to {unpacked >> 30:,} GB. Save the sheet as CSV.")
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise Unreadable(
            f"{path.name} begins like an Excel workbook but cannot be read: {fault}. Save it again, or as CSV."
        ) from fault


def _sheet(path: Path, workbook: CalamineWorkbook, wanted: str | None) -> tuple[CalamineSheet, list[str]]:
    """The sheet that is asked for, else the first with two rows; and the names of the others."""
    names = list(workbook.sheet_names)
    if wanted is not None and wanted not in names:
        raise Unreadable(f"{path.name} has no sheet {wanted!r}. Its sheets are: {', '.join(names)}.")
    for name in [wanted] if wanted is not None else names:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except (CalamineError, OSError, ValueError) as fault:
            raise Unreadable(f"The sheet {name!r} of {path.name} cannot be read: {fault}. Save it as CSV.") from fault
        if sheet.height > 1 or wanted is not None:
            return sheet, [other for other in names if other != name]
    raise Unreadable(f"{path.name} has no sheet with a table: a row of column names and rows of events under it.")


def _text(cell: Any) -> str | None:
    """A cell as CSV would have it: whole numbers without a point, times as ISO 8601."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
