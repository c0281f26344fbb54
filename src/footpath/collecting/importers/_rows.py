"""Rows of differing keys gathered into one table of text columns."""

from collections.abc import Mapping

import pyarrow as pa

from footpath.collecting.importers._importer import RawBatch, Unreadable
from footpath.vocabulary.event import Rejection

MAX_COLUMNS = 2_000
#: A batch ends early when its table would have more cells than this (few rows of very many keys).
MAX_CELLS = 8_000_000


class Rows:
    """Collects rows of one file, batch after batch. Unreadable when the file has more than 2,000 different keys."""

    def __init__(self, file: str, batch_rows: int) -> None:
        self._file = file
        self._batch_rows = batch_rows
        self._names: dict[str, None] = {}
        self._columns: dict[str, list[str | None]] = {}
        self._lines: list[int] = []
        self._rejected: list[Rejection] = []

    def add(self, line: int, row: Mapping[str, str | None]) -> None:
        at = len(self._lines)
        for key, value in row.items():
            column = self._columns.get(key)
            if column is None:
                column = self._columns[key] = []
                self._names[key] = None
                if len(self._names) > MAX_COLUMNS:
                    raise Unreadable(
                        f"{self._file} has more than {MAX_COLUMNS:,} different keys, the newest is {key[:80]!r}. "
                        "Events have few keys that return: put what varies into values, not into keys."
                    )
            if len(column) < at:
                column.extend([None] * (at - len(column)))
            column.append(value or None)
        self._lines.append(line)

    def reject(self, rejection: Rejection) -> None:
        self._rejected.append(rejection)

    @property
    def full(self) -> bool:
        rows = len(self._lines)
        return max(rows, len(self._rejected)) >= self._batch_rows or rows * len(self._columns) > MAX_CELLS

    def __bool__(self) -> bool:
        return bool(self._lines or self._rejected)

    def batch(self, bytes_read: int) -> RawBatch:
        """What was gathered since the last batch, in the file's order of columns."""
        rows = len(self._lines)
        arrays, names = [], []
        for name in self._names:
            if (column := self._columns.get(name)) is not None:
                column.extend([None] * (rows - len(column)))
                arrays.append(_texts(column))
                names.append(name)
        batch = RawBatch(pa.table(arrays, names=names), pa.array(self._lines, pa.int64()), self._rejected, bytes_read)
        self._columns, self._lines, self._rejected = {}, [], []
        return batch


def _texts(column: list[str | None]) -> pa.Array:
    try:
        return pa.array(column, pa.large_string())
    except UnicodeEncodeError:
        sound = [None if cell is None else cell.encode("utf-8", errors="replace").decode() for cell in column]
        return pa.array(sound, pa.large_string())
