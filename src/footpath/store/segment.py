"""A segment: one immutable Arrow IPC file, one row a customer, its events in lists; mapped without a copy."""

import os
import platform
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.store.manifest import SegmentRow

Array = npt.NDArray[Any]
#: Value of a column in a segment written before the column was declared.
MISSING: dict[str, np.generic] = {
    "value": np.float64(np.nan),
    "score": np.float32(np.nan),
    "scale": np.uint8(0),
}


class Damaged(Exception):
    """A file of the store that is not what the manifest says; names the file and what to do."""


@dataclass(frozen=True)
class Part:
    """Entries of customers in plain arrays.

    ``customers`` uint64[n] ascending, ``keys`` large_string[n] (the key each customer came with), ``replaces``
    uint8[n], ``offsets`` int64[n + 1], ``columns`` arrays of the events (time and arrival always among them).
    """

    customers: npt.NDArray[np.uint64]
    keys: pa.Array
    replaces: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]
    columns: Mapping[str, Array]

    def column(self, name: str) -> Array:
        """A column of the events; where it was not yet declared, the value that means "missing"."""
        if name in self.columns:
            return self.columns[name]
        return np.full(len(self.columns["time"]), MISSING.get(name, np.uint8(0)))

    def within(self, low: int, high: int) -> "Part":
        """The entries of customers in [low, high], without a copy. ``high`` is inclusive so that 2^64 - 1 fits."""
        a = int(np.searchsorted(self.customers, np.uint64(low), "left"))
        b = int(np.searchsorted(self.customers, np.uint64(high), "right"))
        if a == 0 and b == len(self.customers):
            return self
        start, end = int(self.offsets[a]), int(self.offsets[b])
        return Part(
            self.customers[a:b],
            self.keys.slice(a, b - a),
            self.replaces[a:b],
            self.offsets[a : b + 1] - start,
            {name: column[start:end] for name, column in self.columns.items()},
        )


def write_segment(path: Path, part: Part) -> tuple[int, int]:
    """Write ``part`` and make it durable. Returns its size in bytes and its CRC-32."""
    names = list(part.columns)
    events = pa.StructArray.from_arrays([pa.array(part.columns[name]) for name in names], names)
    batch = pa.record_batch(
        {
            "customer": pa.array(part.customers),
            "key": part.keys.cast(pa.large_string()),
            "replaces": pa.array(part.replaces),
            "events": pa.LargeListArray.from_arrays(pa.array(part.offsets), events),
        }
    )
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return seal(path)


def seal(path: Path) -> tuple[int, int]:
    """Make a written file durable. Returns its size in bytes and its CRC-32."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return path.stat().st_size, checksum(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum(path: Path) -> int:
    """CRC-32 of a file."""
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            crc = zlib.crc32(block, crc)
    return crc


def part_at(place: str, row: SegmentRow) -> Part:
    """Map a segment that lies in the folder ``place``, on a machine that may not see it. Damaged says so."""
    path = Path(place) / row.file
    if not path.exists():
        raise Damaged(
            f"{platform.node()} does not see {path}. Give every worker the workspace's folder under this name. A file "
            "that was merged into others meanwhile is gone: then ask again."
        )
    return open_segment(path, row.bytes)


def open_segment(path: Path, size: int) -> Part:
    """Map a segment. Damaged where it is missing, cut short or not readable."""
    try:
        if path.stat().st_size != size:
            raise Damaged(f"{path.name} has {path.stat().st_size:,} bytes instead of {size:,}. Run `footpath rebuild`.")
        batch = pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
    except FileNotFoundError:
        raise Damaged(f"{path.name} is missing. Run `footpath rebuild`.") from None
    except (pa.ArrowInvalid, OSError) as error:
        raise Damaged(f"{path.name} cannot be read ({error}). Run `footpath rebuild`.") from error
    lists = batch.column("events")
    events = lists.values
    columns = {field.name: _mapped(events.field(i)) for i, field in enumerate(events.type)}
    return Part(
        _mapped(batch.column("customer")),
        batch.column("key"),
        _mapped(batch.column("replaces")),
        _mapped(lists.offsets),
        columns,
    )


def _mapped(column: pa.Array) -> Array:
    """A column of numbers without nulls, where it lies. As ``to_numpy``, which imports pandas where it is installed."""
    values = np.frombuffer(column.buffers()[1], column.type.to_pandas_dtype())
    return values[column.offset : column.offset + len(column)]
