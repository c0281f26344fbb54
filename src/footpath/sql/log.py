"""The table ``log``: the events as they came, with all properties as JSON, in order of arrival."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from footpath.sql.columns import MOMENT, hexadecimal
from footpath.sql.lazy import Column, LazyTable
from footpath.store.hashing import customer_codes
from footpath.store.manifest import LogRow
from footpath.store.segment import Damaged
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.event import EVENTS

_JSON = pa.json_(pa.large_string())
_TEXTS = ("name", "channel", "surface", "actor", "scale")


@dataclass(frozen=True)
class _Group:
    """A row group of one file of the log; ``first`` is the arrival of its first row."""

    row: LogRow
    file: pq.ParquetFile
    group: int
    first: int

    @property
    def size(self) -> int:
        return int(self.file.metadata.row_group(self.group).num_rows)

    def column(self, name: str) -> pa.Array:
        read = self.file.read_row_group(self.group, columns=[name])[name].combine_chunks()
        return read.chunk(0) if isinstance(read, pa.ChunkedArray) else read


class _Files:
    """The files of the log of a snapshot, opened once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._open: list[tuple[LogRow, pq.ParquetFile]] | None = None

    def hold(self) -> None:
        """Open every file: what is deleted from now on can still be read."""
        self.opened()

    def opened(self) -> list[tuple[LogRow, pq.ParquetFile]]:
        if self._open is None:
            with ExitStack() as failing:
                found = []
                for row in self._snapshot.manifest.log:
                    file = self._file(row)
                    failing.callback(file.close)
                    found.append((row, file))
                failing.pop_all()
            self._open = found
        return self._open

    def groups(self) -> Iterator[_Group]:
        for row, file in self.opened():
            first = row.first
            for group in range(file.num_row_groups):
                piece = _Group(row, file, group, first)
                yield piece
                first += piece.size

    def _file(self, row: LogRow) -> pq.ParquetFile:
        path = self._snapshot.store.path("log", row.file)
        try:
            return pq.ParquetFile(pa.memory_map(str(path)))
        except FileNotFoundError:
            raise Damaged(f"{row.file} is missing. Run `footpath verify`.") from None
        except (pa.ArrowInvalid, OSError) as error:
            raise Damaged(f"{row.file} cannot be read ({error}). Run `footpath verify`.") from error


def log_table(snapshot: Snapshot) -> LazyTable[_Group]:
    """One row an event of the log. What an undone or deleted import brought is not in it."""
    files, whose = _Files(snapshot), snapshot.store.whose
    columns: dict[str, Column[_Group]] = {
        "arrival": Column(
            pa.uint64(), lambda group: pa.array(np.arange(group.first, group.first + group.size, dtype=np.uint64))
        ),
        "received": Column(MOMENT, lambda group: group.column("received").view(MOMENT)),
        "time": Column(MOMENT, lambda group: group.column("time").view(MOMENT)),
        "customer": Column(
            pa.string(), lambda group: hexadecimal(whose.customers(customer_codes(group.column("customer"))))
        ),
        "key": Column(pa.large_string(), lambda group: group.column("customer")),
        **{name: _as_logged(name, EVENTS.field(name).type) for name in _TEXTS[:4]},
        "value": _as_logged("value", pa.float64()),
        "score": _as_logged("score", pa.float64()),
        "scale": _as_logged("scale", EVENTS.field("scale").type),
        "import_id": Column(pa.int64(), lambda group: pa.array(np.full(group.size, group.row.source))),
        "properties": Column(_JSON, lambda group: pa.ExtensionArray.from_storage(_JSON, group.column("properties"))),
    }
    return LazyTable(columns, files.groups, files.hold)


def _as_logged(name: str, kind: pa.DataType) -> Column[_Group]:
    return Column(kind, lambda group: group.column(name))
