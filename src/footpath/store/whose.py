"""Whose keys are: what the store asks of identity, and how journeys follow when that changes.

Events are filed under customers; a customer is a key's own code until links join it with others. When keys change
hands, the journeys concerned are written anew in the same settle: what left is replaced, what came is added. Which key
an event came with stands in the log, found by its arrival.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import sqlalchemy as sa

from footpath.store.hashing import customer_codes
from footpath.store.manifest import LogRow
from footpath.store.merge import Merged, merge
from footpath.store.segment import Part
from footpath.store.snapshot import Snapshot, ranges

U64 = npt.NDArray[np.uint64]


class Whose(Protocol):
    """Customers of keys as they are in the newest version."""

    def customers(self, codes: U64) -> U64:
        """The customer of each key, by its code: uint64[n]."""

    def texts(self, customers: U64) -> dict[int, str]:
        """The key that names each of these customers, for those that are linked."""


class OwnCustomers:
    """Every key is a customer."""

    def customers(self, codes: U64) -> U64:
        return codes

    def texts(self, customers: U64) -> dict[int, str]:
        return {}


@dataclass
class Regrouped:
    """What changes hands with a settle. ``moves``: of each customer who loses keys, all his keys and whose each is now;
    ``roots``: of every key that was looked at, its customer; ``texts``: of roots, the key. ``rows`` and ``statements``
    are committed with it."""

    moves: dict[int, dict[int, int]] = field(default_factory=dict)
    roots: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[sa.Table, list[dict[str, Any]]]] = field(default_factory=list)
    statements: list[sa.Executable] = field(default_factory=list)


@dataclass(frozen=True)
class After:
    """Whose keys are once a change is committed."""

    before: Whose
    change: Regrouped

    def customers(self, codes: U64) -> U64:
        found = self.before.customers(codes)
        if not self.change.roots:
            return found
        keys = np.array(sorted(self.change.roots), np.uint64)
        roots = np.array([self.change.roots[key] for key in keys.tolist()], np.uint64)
        return replaced(codes, keys, roots, found)

    def texts(self, customers: U64) -> dict[int, str]:
        new = self.change.texts
        others = np.array([code for code in customers.tolist() if code not in new], np.uint64)
        return self.before.texts(others) | {code: new[code] for code in customers.tolist() if code in new}


def replaced(codes: U64, keys: U64, values: U64, otherwise: U64) -> U64:
    """Of each code the value of its key (``keys`` ascending), else what stands in ``otherwise``."""
    if not len(keys):
        return otherwise
    place = np.searchsorted(keys, codes)
    place[place == len(keys)] = 0
    return np.where(keys[place] == codes, values[place], otherwise)


def filed(whose: Whose, keys: pa.ChunkedArray | pa.Array) -> tuple[U64, pa.ChunkedArray | pa.Array]:
    """Under whom events with these keys (text, no nulls) are filed, and the key that names each customer."""
    codes = customer_codes(keys)
    customers = whose.customers(codes)
    other = np.flatnonzero(customers != codes)
    if not len(other):
        return codes, keys
    texts = whose.texts(np.unique(customers[other]))
    names = pa.array([texts[code] for code in customers[other].tolist()], pa.large_string())
    mask = np.zeros(len(codes), bool)
    mask[other] = True
    flat = keys.combine_chunks() if isinstance(keys, pa.ChunkedArray) else keys
    flat = flat.chunk(0) if isinstance(flat, pa.ChunkedArray) else flat
    return customers, pc.replace_with_mask(flat.cast(pa.large_string()), pa.array(mask), names)


def moved_parts(snapshot: Snapshot, change: Regrouped) -> list[Part]:
    """Entries that carry out ``change.moves``: first what is replaced, then what is added."""
    losing = np.array(sorted(change.moves), np.uint64)
    found = _journeys(snapshot, losing)
    if not len(found):
        return []
    customers = np.concatenate([np.repeat(one.customers, np.diff(one.offsets)) for one in found])
    names = sorted({name for one in found for part in one.parts for name in part.columns})
    columns = {name: np.concatenate([one.column(name) for one in found]) for name in names}
    there = np.concatenate([one.customers for one in found])
    keys = pa.concat_arrays([one.keys() for one in found])
    order = np.argsort(there)
    gone = Part(
        there[order],
        keys.take(pa.array(order)),
        np.ones(len(there), np.uint8),
        np.zeros(len(there) + 1, np.int64),
        {name: column[:0] for name, column in columns.items()},
    )
    new = _new_customers(snapshot, change, customers, columns["arrival"])
    texts = change.texts | dict(zip(there.tolist(), keys.to_pylist(), strict=True))
    order = np.lexsort((columns["arrival"], columns["time"], new))
    new = new[order]
    starts = np.flatnonzero(np.append(True, new[1:] != new[:-1])) if len(new) else np.empty(0, np.int64)
    come = Part(
        new[starts],
        pa.array([texts[code] for code in new[starts].tolist()], pa.large_string()),
        np.zeros(len(starts), np.uint8),
        np.append(starts, len(new)).astype(np.int64),
        {name: column[order] for name, column in columns.items()},
    )
    return [gone, come]


def _journeys(snapshot: Snapshot, customers: U64) -> list[Merged]:
    """The merges of these customers' entries, range by range; only of ranges that hold one."""
    found = []
    for part in ranges(snapshot.manifest):
        here = customers[(customers >= np.uint64(part.low)) & (customers <= np.uint64(part.high))]
        if len(here):
            merged = merge([chosen(entries, here) for entries in snapshot.segments.parts(part)], whole=True)
            if len(merged.customers):
                found.append(merged)
    return found


def chosen(part: Part, customers: U64) -> Part:
    """The entries of these customers (ascending), copied."""
    place = np.searchsorted(part.customers, customers)
    customers, place = customers[place < len(part.customers)], place[place < len(part.customers)]
    place = place[part.customers[place] == customers]
    lengths = part.offsets[place + 1] - part.offsets[place]
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    events = np.repeat(part.offsets[place] - offsets[:-1], lengths) + np.arange(offsets[-1])
    return Part(
        part.customers[place],
        part.keys.take(pa.array(place)),
        part.replaces[place],
        offsets,
        {name: column[events] for name, column in part.columns.items()},
    )


def _new_customers(snapshot: Snapshot, change: Regrouped, customers: U64, arrivals: U64) -> U64:
    """Whose each event is now. Who loses all keys to one other gives him all; else the log says each event's key."""
    whole = {old: next(iter(keys.values())) for old, keys in change.moves.items() if len({*keys.values()}) == 1}
    new = _mapped(customers, whole)
    parted = np.flatnonzero(~np.isin(customers, np.array(sorted(whole), np.uint64)))
    if len(parted):
        whose = {key: now for old, keys in change.moves.items() if old not in whole for key, now in keys.items()}
        new[parted] = _mapped(keys_of_log(snapshot, arrivals[parted]), whose)
    return new


def _mapped(codes: U64, to: Mapping[int, int]) -> U64:
    keys = np.array(sorted(to), np.uint64)
    return replaced(codes, keys, np.array([to[key] for key in keys.tolist()], np.uint64), codes)


def keys_of_log(snapshot: Snapshot, arrivals: U64) -> U64:
    """The code of the key that each event came with, by its arrival: uint64[n]."""
    codes = np.zeros(len(arrivals), np.uint64)
    for row in snapshot.manifest.log:
        here = np.flatnonzero((arrivals >= np.uint64(row.first)) & (arrivals < np.uint64(row.first + row.rows)))
        if len(here):
            codes[here] = _keys_of_file(snapshot, row, arrivals[here] - np.uint64(row.first))
    return codes


def _keys_of_file(snapshot: Snapshot, row: LogRow, rows: U64) -> U64:
    """The keys of some rows of a log file; only row groups that hold one are read."""
    file = pq.ParquetFile(snapshot.store.path("log", row.file))
    codes = np.zeros(len(rows), np.uint64)
    base = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        here = np.flatnonzero((rows >= np.uint64(base)) & (rows < np.uint64(base + count)))
        if len(here):
            texts = file.read_row_group(group, columns=["customer"])["customer"].combine_chunks()
            codes[here] = customer_codes(texts.take(pa.array(rows[here].astype(np.int64) - base)))
        base += count
    return codes
