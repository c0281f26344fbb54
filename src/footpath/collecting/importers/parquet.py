"""Parquet: typed columns, read a batch at a time."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._keyed import keyed_columns
from footpath.collecting.importers._stream import Stream, compression
from footpath.vocabulary.said import say

MAX_COLUMNS = 2_000
#: A file is refused when its columns unpack to more than this many bytes *and* to so many times its size.
MAX_UNPACKED = 4 << 30
MAX_RATIO = 1_000
_SPOOL = 8 << 20
_MAX_DEPTH = 5


class Parquet(Importer):
    """Structs become columns with dots; lists and maps become JSON text."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")

    def recognises(self, path: Path, head: bytes) -> bool:
        return head.startswith(b"PAR1")

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        with _opened(path) as file:
            return Layout(importer=self.name, encoding="", separator="", rows=file.metadata.num_rows)

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        with _opened(path) as file:
            done = 0
            total = max(file.metadata.num_rows, 1)
            size = path.stat().st_size
            try:
                for batch in file.iter_batches(batch_size=batch_rows, use_threads=False):
                    lines = pa.array(np.arange(done + 1, done + batch.num_rows + 1))
                    done += batch.num_rows
                    yield RawBatch(_plain(pa.Table.from_batches([batch])), lines, [], size * done // total)
            except (pa.ArrowException, OSError) as fault:
                raise Unreadable(say("file.damaged_after", file=path.name, row=done, fault=str(fault))) from fault


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    """The file, unpacked to a temporary one where it is itself packed. Unreadable where it is no sound Parquet."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as spool:
        if compression(path):
            with Stream(path) as stream:
                while block := stream.read(_SPOOL):
                    spool.write(block)
            spool.flush()
            path = Path(spool.name)
        try:
            file = pq.ParquetFile(path, pre_buffer=False)
        except (pa.ArrowException, OSError) as fault:
            raise Unreadable(say("file.bad_parquet", file=path.name, fault=str(fault))) from fault
        with file:
            _check(path, file)
            yield file


def _check(path: Path, file: pq.ParquetFile) -> None:
    data = file.metadata
    if data.num_columns > MAX_COLUMNS:
        raise Unreadable(say("file.too_many_columns", file=path.name, columns=data.num_columns, most=MAX_COLUMNS))
    unpacked = sum(data.row_group(i).total_byte_size for i in range(data.num_row_groups))
    if unpacked > MAX_UNPACKED and unpacked > MAX_RATIO * path.stat().st_size:
        raise Unreadable(say("file.bomb", file=path.name, times=MAX_RATIO, megabytes=unpacked >> 20))


def _plain(table: pa.Table) -> pa.Table:
    """Columns of single values: structs apart, dictionaries decoded, the rest as JSON text."""
    for _ in range(_MAX_DEPTH):
        if not any(pa.types.is_struct(column.type) for column in table.columns):
            break
        table = table.flatten()
    found: list[tuple[str, pa.ChunkedArray]] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        apart = keyed_columns(name, column)
        found += apart.items() if apart is not None else [(name, column)]
    names = _unique([name for name, _ in found])
    return pa.table([_column(column) for _, column in found], names=names)


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _column(column.cast(kind.value_type))
    if pa.types.is_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind):
        return column.cast(pa.large_string())
    if pa.types.is_nested(kind):
        return _written(column, lambda cell: json.dumps(cell, ensure_ascii=False, default=str))
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        try:
            return column.cast(pa.large_binary()).cast(pa.large_string())
        except pa.ArrowInvalid:
            return _written(column, bytes.hex)
    if pa.types.is_float16(kind):
        return column.cast(pa.float32())
    if pa.types.is_time(kind) or pa.types.is_duration(kind):
        return pc.cast(column, pa.large_string())
    return column


def _written(column: pa.ChunkedArray, write: Callable[[Any], str]) -> pa.ChunkedArray:
    texts = [None if cell is None else write(cell) for cell in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.large_string())])
