"""Tables as files: CSV, Excel, Parquet or JSON, of the answer of an analysis, of a query, of anything in rows."""

import json
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from footpath.exporting.exporters._exporter import Unwritable
from footpath.exporting.whole_file import whole_file
from footpath.vocabulary.cells import csv_rows

Format = Literal["csv", "xlsx", "parquet", "json"]
Source: TypeAlias = pa.Table | pa.RecordBatchReader
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: Mapping[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
_SUFFIXES: Mapping[str, Format] = {**{f".{name}": name for name in FORMATS}, ".pq": "parquet"}
_BATCH = 10_000
_CHUNK = 1 << 16
_IN_MEMORY = 8 << 20  #: bytes of a file on its way out that stay off the disk


@dataclass(frozen=True)
class Written:
    """What a table became."""

    file: str
    format: Format
    rows: int
    bytes: int


def format_of(path: Path, told: str | None = None) -> Format:
    """The format ``told``, else the one that the file's name ends in. Unwritable where there is none such."""
    name = told or _SUFFIXES.get(path.suffix.lower())
    for known in FORMATS:
        if name == known:
            return known
    if told is not None:
        raise Unwritable(f"{told!r} is no format of a table. Known are: {', '.join(FORMATS)}.")
    raise Unwritable(f"{path.name} does not say its format. Let it end in one of: {', '.join(_SUFFIXES)}.")


def write_table(
    table: Source, path: Path, file_format: str | None = None, about: Mapping[str, Any] | None = None
) -> Written:
    """Write a table to ``path``, whole or not at all; a file that is there is replaced. Unwritable says what hinders.

    ``file_format``: one of FORMATS, else by the suffix. ``about``: what the table is (JSON-ready values): the sheet
    "About" of a workbook, the first fields of JSON, the key ``footpath`` of Parquet's metadata; CSV has no place.

    Times are UTC; whole numbers that a sheet cannot hold exactly are text there. Nested values are JSON text in CSV and
    workbooks. JSON has null for what is no number. Memory: one batch, for ``pa.RecordBatchReader`` too.
    """
    chosen = format_of(path, file_format)
    with whole_file(path) as part:
        with part.open("wb") as out:
            rows = _write(table, out, chosen, about or {})
    return Written(path.name, chosen, rows, path.stat().st_size)


def stream_table(table: Source, file_format: Format, about: Mapping[str, Any] | None = None) -> Iterator[bytes]:
    """The bytes of the file. It is made whole first (beyond 8 MB on disk): what hinders is raised before any byte."""
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed after the last byte)
    try:
        _write(table, spool, file_format, about or {})
        spool.seek(0)
    except BaseException:
        spool.close()
        raise
    return _chunks(spool)


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    with spool:
        while chunk := spool.read(_CHUNK):
            yield chunk


def _write(table: Source, out: IO[bytes], file_format: Format, about: Mapping[str, Any]) -> int:
    """Write the table; returns how many rows it has."""
    names = table.schema.names
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise Unwritable(f"Two columns are called {twice[0]!r}. Give each a name of its own.")
    made: Mapping[Format, Callable[[Source, IO[bytes], Mapping[str, Any]], int]] = {
        "csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json,
    }  # fmt: skip
    return made[file_format](table, out, about)


def _csv(table: Source, out: IO[bytes], about: Mapping[str, Any]) -> int:
    count = 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal count
        for row in rows_of(table, _text):
            count += 1
            yield row

    for line in csv_rows(table.schema.names, rows()):
        out.write(line.encode())
    return count


def _xlsx(table: Source, out: IO[bytes], about: Mapping[str, Any]) -> int:
    from footpath.exporting.workbook import write_workbook  # takes a while to import

    return write_workbook(table.schema.names, rows_of(table), out, about)


def _parquet(table: Source, out: IO[bytes], about: Mapping[str, Any]) -> int:
    """Columns keep their types; what Parquet has none for (structs without fields) is JSON text."""
    types = [pa.string() if _has_empty_struct(field.type) else _undictionaried(field.type) for field in table.schema]
    schema = pa.schema(
        [field.with_type(kind) for field, kind in zip(table.schema, types, strict=True)],
        metadata={"footpath": json.dumps(json_ready(dict(about)), ensure_ascii=False)},
    )
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(table):
            columns = [
                pa.array([None if v is None else _text(v) for v in column.to_pylist()], pa.string())
                if _has_empty_struct(field.type)
                else column.cast(kind)
                for column, field, kind in zip(batch.columns, table.schema, types, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count += batch.num_rows
    return count


def _json(table: Source, out: IO[bytes], about: Mapping[str, Any]) -> int:
    names, count = table.schema.names, 0
    head = json.dumps(json_ready({"schema": 1, **about, "columns": names}), ensure_ascii=False)
    out.write((head[:-1] + ', "rows": [').encode())
    for count, row in enumerate(rows_of(table, json_ready), 1):
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
        out.write(((",\n" if count > 1 else "\n") + line).encode())
    out.write(b"\n]}\n")
    return count


def rows_of(table: Source, of_cell: Callable[[Any], Any] = lambda value: value) -> Iterator[tuple[Any, ...]]:
    """The rows as Python values: times in UTC to the microsecond, columns of codes as what they stand for.

    ``of_cell`` makes of a value what is wanted; not of texts, whole numbers and truths: these are what they are.
    """
    for batch in _batches(table):
        columns = []
        for column in batch.columns:
            kind = _plain(column.type)
            values = column.cast(kind, safe=False).to_pylist()
            as_is = pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind)
            columns.append(values if as_is else [None if value is None else of_cell(value) for value in values])
        yield from zip(*columns, strict=True)


def _batches(table: Source) -> Iterator[pa.RecordBatch]:
    if isinstance(table, pa.Table):
        yield from table.to_batches(max_chunksize=_BATCH)
        return
    for batch in table:
        for start in range(0, batch.num_rows, _BATCH):
            yield batch.slice(start, _BATCH)


def json_ready(value: Any) -> Any:
    """The value as JSON can hold it. What is no number is null; times are ISO 8601, lengths of time seconds."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {str(key): json_ready(one) for key, one in value.items()}
        case list() | tuple():
            return [json_ready(one) for one in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case timedelta():
            return value.total_seconds()
        case datetime() | date() | time():
            return value.isoformat().replace("+00:00", "Z")
        case bytes():
            return value.hex()
    return str(value)


def _text(value: Any) -> Any:
    """What a cell of CSV holds."""
    if isinstance(value, list | tuple | Mapping):
        return json.dumps(json_ready(value), ensure_ascii=False)
    return value if isinstance(value, float | Decimal) else json_ready(value)


def _plain(kind: pa.DataType) -> pa.DataType:
    kind = _undictionaried(kind)
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", tz=None if kind.tz is None else "UTC")
    if pa.types.is_time64(kind):
        return pa.time64("us")
    return pa.duration("us") if pa.types.is_duration(kind) else kind


def _undictionaried(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _has_empty_struct(kind: pa.DataType) -> bool:
    if pa.types.is_struct(kind):
        return kind.num_fields == 0 or any(_has_empty_struct(field.type) for field in kind)
    return pa.types.is_nested(kind) and any(_has_empty_struct(kind.field(i).type) for i in range(kind.num_fields))
