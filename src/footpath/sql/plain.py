"""The columns of an answer as every reader can take them: each with a name of its own, of types that Python has."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from footpath.sql.columns import free

#: Python's dates end at the year 9999, and a time zone moves them; DuckDB's, which know infinity, do not.
_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The schema of ``plain_batch``: a second column of a name has a number behind it."""
    names: list[str] = []
    for name in schema.names:
        names.append(free(name, names))
    return pa.schema([(name, _type(field.type)) for name, field in zip(names, schema, strict=True)])


def plain_batch(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Intervals and unions are text; nothing is finer than a microsecond; dates and times outside the
    years 2 to 9998 are null."""
    columns = [_plain(column, kind) for column, kind in zip(batch.columns, schema.types, strict=True)]
    return pa.record_batch(columns, schema=schema)


def _type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_interval(kind) or pa.types.is_union(kind):
        return pa.string()
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", tz=kind.tz)
    return pa.time64("us") if pa.types.is_time64(kind) else kind


def _plain(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if pa.types.is_interval(column.type):
        return pa.array([None if span is None else _interval(span) for span in column.to_pylist()], pa.string())
    if pa.types.is_union(column.type):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _within_years(column.cast(kind, safe=False))
    return column.cast(kind, safe=False) if column.type != kind else column


def _within_years(column: pa.Array) -> pa.Array:
    if pa.types.is_date(column.type):
        low, high = (pa.scalar(moment.date(), column.type) for moment in (_FIRST, _LAST))
    else:
        low, high = (pa.scalar(moment, pa.timestamp("us", tz="UTC")).cast(column.type) for moment in (_FIRST, _LAST))
    held = pc.and_(pc.greater_equal(column, low), pc.less_equal(column, high))
    return column if pc.all(held).as_py() is not False else pc.if_else(held, column, pa.scalar(None, column.type))


def _interval(span: Any) -> str:
    """1 year 2 months 3 days 04:05:06.789."""
    months, days, micros = span.months, span.days, span.nanoseconds // 1000
    counted = ((int(months / 12), "year"), (months - 12 * int(months / 12), "month"), (days, "day"))
    parts = [f"{count} {unit}" if abs(count) == 1 else f"{count} {unit}s" for count, unit in counted if count]
    if micros or not parts:
        seconds, fraction = divmod(abs(micros), 1_000_000)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        parts.append(("-" if micros < 0 else "") + clock + (f".{fraction:06d}".rstrip("0") if fraction else ""))
    return " ".join(parts)
