"""The moment of each row: from text, numbers or typed columns to UTC milliseconds."""

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._clock import BAD, ORDERS, ZONED, read_times
from footpath.collecting._columns import column_of
from footpath.collecting._zones import to_utc
from footpath.collecting.plan import Source, TimeFormat

READ, UNREAD, OUT_OF_RANGE = 1, 0, 2
FIRST_MS = -2_208_988_800_000  # 1900-01-01
LAST_MS = 7_289_654_400_000  # 2201-01-01
EPOCHS = {"epoch_s": 1e3, "epoch_ms": 1.0, "epoch_us": 1e-3, "epoch_ns": 1e-6}
_PER_MS = {"s": (1000, 1), "ms": (1, 1), "us": (1, 1000), "ns": (1, 1_000_000)}

_CALENDAR = {"day": "d", "week": "w", "month": "mo", "year": "y"}
_FIXED = {"second": 1_000, "minute": 60_000, "hour": 3_600_000}
_MOST_UNITS = 1_000_000_000

I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]


def moments(table: pa.Table, source: Source, how: TimeFormat) -> tuple[I64, U8]:
    """UTC ms of each row and its state: READ, UNREAD (0 ms) or OUT_OF_RANGE (outside the years 1900 to 2200)."""
    columns = [table[name] for name in source.columns if name in table.column_names]
    n = table.num_rows
    if not columns:
        return np.zeros(n, np.int64), np.zeros(n, np.uint8)
    if source.together and len(columns) > 1:
        ms, state = _read(column_of(table, source), how)
    else:
        ms, state = _read(columns[0], how)
        for column in columns[1:]:
            more, read = _read(column, how)
            ms, state = np.where(state == UNREAD, more, ms), np.where(state == UNREAD, read, state)
    if how.plus is not None:
        ms, state = _later(ms, state, table[how.plus], how)
    return _checked(ms, state)


def _later(ms: I64, state: U8, units: pa.ChunkedArray, how: TimeFormat) -> tuple[I64, U8]:
    """So many units later by the calendar of the time zone: a month after 31 January is its last day; parts are cut."""
    several = pl.Series(values=pl.from_arrow(units)).cast(pl.Float64, strict=False)
    known = (several.is_finite() & (several.abs() < _MOST_UNITS)).fill_null(False)
    whole = several.zip_with(known, pl.Series([0.0])).cast(pl.Int64) if how.unit in _CALENDAR else None
    if whole is not None:
        local = pl.DataFrame({"t": ms, "n": whole}).with_columns(
            pl.col("t").cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").dt.convert_time_zone(how.timezone)
        )
        moved = local.select(pl.col("t").dt.offset_by(pl.format("{}" + _CALENDAR[how.unit], "n")))["t"]
        later = moved.dt.convert_time_zone("UTC").to_physical().to_numpy().astype(np.int64)
    else:
        units_ms = several.zip_with(known, pl.Series([0.0])).to_numpy() * _FIXED[how.unit]
        later = ms + np.round(units_ms).astype(np.int64)
    return later, np.where(known.to_numpy(), state, UNREAD).astype(np.uint8)


def _checked(ms: I64, state: U8) -> tuple[I64, U8]:
    state[(state == READ) & ((ms < FIRST_MS) | (ms >= LAST_MS))] = OUT_OF_RANGE
    return ms, state


def _read(column: pa.ChunkedArray | pa.Array, how: TimeFormat) -> tuple[I64, U8]:
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    parts = [_read_chunk(chunk, how) for chunk in chunks]
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.uint8)
    return np.concatenate([ms for ms, _ in parts]), np.concatenate([state for _, state in parts])


def _read_chunk(chunk: pa.Array, how: TimeFormat) -> tuple[I64, U8]:
    kind = chunk.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _typed(chunk, how.timezone)
    if how.format in EPOCHS:
        return _epoch(chunk, EPOCHS[how.format])
    texts = chunk.cast(pa.large_string())
    if how.format in ORDERS:
        ms, state = read_times(texts, how.format)
        local = (state != BAD) & (state != ZONED)
        if local.all():
            ms = to_utc(ms, how.timezone)
        elif local.any():
            ms[local] = to_utc(ms[local], how.timezone)
        return ms, (state != BAD).astype(np.uint8)
    return _pattern(texts, how)


def _typed(chunk: pa.Array, timezone: str) -> tuple[I64, U8]:
    if pa.types.is_date(chunk.type):
        chunk = chunk.cast(pa.timestamp("ms"))
    times, over = _PER_MS[chunk.type.unit]
    valid = chunk.is_valid().to_numpy(zero_copy_only=False)
    ms = pc.fill_null(chunk.cast(pa.int64()), 0).to_numpy(zero_copy_only=False) // over * times
    return (ms if chunk.type.tz else to_utc(ms, timezone)), valid.astype(np.uint8)


def _epoch(chunk: pa.Array, to_ms: float) -> tuple[I64, U8]:
    if pa.types.is_integer(chunk.type):
        numbers, valid = pc.fill_null(chunk.cast(pa.int64()), 0), chunk.is_valid()
    else:
        series = pl.Series(values=pl.from_arrow(chunk)).cast(pl.Float64, strict=False)
        valid = series.is_not_null() & series.is_finite().fill_null(False)
        numbers = series.fill_null(0.0)
    whole = np.asarray(numbers.to_numpy())
    read = np.asarray(valid.to_numpy(zero_copy_only=False) if isinstance(valid, pa.Array) else valid.to_numpy())
    near = np.where(read, whole, 0)
    if near.dtype.kind == "i":
        ms = np.clip(near, -9e15, 9e15).astype(np.int64) * round(to_ms) if to_ms >= 1 else near // round(1 / to_ms)
    else:
        ms = np.clip(np.round(np.clip(near, -9e18, 9e18) * to_ms), -9e15, 9e15).astype(np.int64)
    return ms.astype(np.int64), read.astype(np.uint8)


def _pattern(texts: pa.Array, how: TimeFormat) -> tuple[I64, U8]:
    """A pattern of strptime, given by the user."""
    series = pl.Series("time", pl.from_arrow(texts)).str.strip_chars()
    zoned = "%z" in how.format or "%Z" in how.format or "%#z" in how.format
    read = series.str.to_datetime(
        how.format, time_unit="ms", strict=False, exact=True, time_zone="UTC" if zoned else None
    )
    state = read.is_not_null().to_numpy().astype(np.uint8)
    ms = read.to_physical().fill_null(0).to_numpy().astype(np.int64)
    return (ms if zoned else to_utc(ms, how.timezone)), state
