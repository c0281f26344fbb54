"""An export: the events of the log, in the order a format wants them, into one file that is whole or not there."""

import gzip
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from footpath.exporting.exporters._exporter import COLUMNS, Exporter
from footpath.exporting.whole_file import whole_file
from footpath.store.log import batches
from footpath.store.store import Store

#: Events of customers that are sorted at a time.
BUCKET = 1_000_000
_BATCH = 100_000
_TIME = pa.timestamp("ms", tz="UTC")
_ORDER = "arrival"


class ExportCancelled(Exception):
    """The user stopped it; nothing was written."""


@dataclass(frozen=True)
class Exported:
    """What an export wrote."""

    file: str
    format: str
    events: int
    bytes: int


def export(
    store: Store,
    path: Path,
    exporter: Exporter,
    *,
    period: tuple[int | None, int | None] = (None, None),
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancel: threading.Event | None = None,
) -> Exported:
    """Write the events of ``period`` (UTC ms, up to not including) to ``path``; ``.gz`` at its end packs it.

    A customer's events come in order of time, and of arrival at the same time. Memory: a million events. Unwritable
    where the file cannot be made.
    """
    count = 0

    def counted(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
        nonlocal count
        for table in tables:
            if cancel is not None and cancel.is_set():
                raise ExportCancelled(path.name)
            count += table.num_rows
            yield table.select(COLUMNS)

    with whole_file(path) as part:
        with tempfile.TemporaryDirectory(prefix=".footpath-export-", dir=path.parent) as folder:
            events = _events(store, period, progress)
            if exporter.by_customer:
                events = _by_customer(events, _rows(store), Path(folder))
            with part.open("wb") as file:
                with gzip.open(file, "wb", compresslevel=6) if path.suffix == ".gz" else file as out:
                    exporter.write(counted(events), cast(BinaryIO, out))
    return Exported(path.name, exporter.name, count, path.stat().st_size)


def _rows(store: Store) -> int:
    return sum(row.rows for row in store.snapshot().manifest.log)


def _events(
    store: Store, period: tuple[int | None, int | None], progress: Callable[[int, int], None]
) -> Iterator[pa.Table]:
    """Events as they arrived, with their arrival."""
    snapshot = store.snapshot()
    total, done = sum(row.rows for row in snapshot.manifest.log), 0
    start, end = period
    # Opened at once: what is joined meanwhile is deleted later, and can still be read.
    files = [(row.first, pq.ParquetFile(store.path("log", row.file))) for row in snapshot.manifest.log]
    for arrival, file in files:
        for table in batches(file, COLUMNS, _BATCH):
            order = pa.array(np.arange(arrival, arrival + table.num_rows, dtype=np.int64))
            arrival += table.num_rows
            done += table.num_rows
            table = table.append_column(_ORDER, order)
            if start is not None:
                table = table.filter(pc.greater_equal(table["time"], start))
            if end is not None:
                table = table.filter(pc.less(table["time"], end))
            place = table.column_names.index("time")
            yield table.set_column(place, "time", table["time"].cast(_TIME))
            progress(done, total)


def _by_customer(events: Iterator[pa.Table], rows: int, folder: Path) -> Iterator[pa.Table]:
    """The same events sorted by customer, time and arrival: parted by customer on disk, then each part sorted."""
    buckets = max(1, -(-rows // BUCKET))
    writers: dict[int, pq.ParquetWriter] = {}
    try:
        for table in events:
            plain = table.cast(pa.schema([pa.field(f.name, _undictionaried(f.type)) for f in table.schema]))
            of = pl.Series(values=pl.from_arrow(plain["customer"])).hash(seed=17).to_numpy() % buckets
            for bucket in np.unique(of).tolist():
                if bucket not in writers:
                    writers[bucket] = pq.ParquetWriter(folder / f"{bucket}.parquet", plain.schema)
                writers[bucket].write_table(plain.filter(pa.array(of == bucket)))
    finally:
        for writer in writers.values():
            writer.close()
    for bucket in sorted(writers):
        table = pq.read_table(folder / f"{bucket}.parquet")
        table = table.sort_by([("customer", "ascending"), ("time", "ascending"), (_ORDER, "ascending")])
        for start in range(0, table.num_rows, _BATCH):
            yield table.slice(start, _BATCH)


def _undictionaried(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
