"""The log: every event in its final form, append-only, one Parquet file a settle. All else is derived from it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from footpath.store.segment import seal
from footpath.vocabulary.event import EVENTS

SCHEMA = pa.schema(
    [
        pa.field("id", pa.binary(16)),  # content and ordinal, 128 bits
        pa.field("received", pa.int64()),  # UTC ms
        *EVENTS,
        pa.field("properties", pa.large_string()),  # JSON object; absent properties are left out
    ]
)
ROWS_A_GROUP = 65_536


def write_log(path: Path, table: pa.Table) -> tuple[int, int]:
    """Write a settle's events (columns of ``SCHEMA``) and make them durable. Returns bytes and CRC-32."""
    pq.write_table(table, path, compression="zstd", compression_level=1, row_group_size=ROWS_A_GROUP)
    return seal(path)


def properties_json(properties: pa.Table, rows: int) -> pa.Array:
    """One JSON object a row from a table of properties, without the absent ones: large_string[n]."""
    if not properties.num_columns:
        return pa.array(["{}"], pa.large_string()).take(pa.array(np.zeros(rows, np.int32)))
    frame = pl.from_arrow(properties)
    assert isinstance(frame, pl.DataFrame)
    parts: list[pl.Expr] = []
    for name in frame.columns:
        column = pl.col(name)
        dtype = frame.schema[name]
        if dtype == pl.String or dtype == pl.Categorical:
            text = pl.struct(column.cast(pl.String).alias(name)).struct.json_encode().str.head(-1).str.slice(1)
        elif dtype.is_float():
            shown = column.cast(pl.String)
            text = pl.when(column.is_finite()).then(pl.lit(json.dumps(name, ensure_ascii=False) + ":") + shown)
        else:
            text = pl.lit(json.dumps(name, ensure_ascii=False) + ":") + column.cast(pl.String)
        parts.append(pl.when(column.is_not_null()).then(text).alias(f"{len(parts)}"))
    joined = frame.select(
        (pl.lit("{") + pl.concat_str(parts, separator=",", ignore_nulls=True) + pl.lit("}")).alias("json")
    )
    return joined["json"].to_arrow().cast(pa.large_string())


def read_log(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The events of one file, in order of arrival."""
    return pq.read_table(path, columns=list(columns) if columns else None)


def read_properties(files: Sequence[tuple[Path, int, int]], arrivals: npt.NDArray[np.uint64]) -> list[dict[str, Any]]:
    """Properties of events by arrival. ``files``: (path, arrival of the first row, rows), ascending."""
    found: dict[int, dict[str, Any]] = {}
    for path, first, rows in files:
        wanted = np.sort(arrivals[(arrivals >= first) & (arrivals < first + rows)]).astype(np.int64) - first
        if not len(wanted):
            continue
        file = pq.ParquetFile(path)
        base = 0
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            here = wanted[(wanted >= base) & (wanted < base + count)]
            if len(here):
                texts = file.read_row_group(group, columns=["properties"])["properties"].combine_chunks()
                for row, text in zip(here, texts.take(pa.array(here - base)).to_pylist(), strict=True):
                    found[first + int(row)] = json.loads(text)
            base += count
    return [found.get(int(arrival), {}) for arrival in arrivals]


def batches(
    file: Path | pq.ParquetFile, columns: Sequence[str] | None = None, rows: int = 500_000
) -> Iterator[pa.Table]:
    """The events of one file in batches of at most ``rows``."""
    opened = file if isinstance(file, pq.ParquetFile) else pq.ParquetFile(file)
    for batch in opened.iter_batches(rows, columns=list(columns) if columns else None):
        yield pa.Table.from_batches([batch])
