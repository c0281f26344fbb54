"""A snapshot: one version of the store, read consistently; it serves blocks of whole customers."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from footpath.store.dictionaries import Dictionaries
from footpath.store.journeys import Journeys
from footpath.store.manifest import Manifest, SegmentRow
from footpath.store.merge import Merged, merge
from footpath.store.objects import part_of
from footpath.store.segment import Array, Part, part_at

if TYPE_CHECKING:
    from footpath.store.store import Store

EVERYONE = (1 << 64) - 1
#: What a worker of a cluster keeps, of files and of merged columns: there are as many of them as it has processors.
WORKER_KEPT_FILES, WORKER_KEPT_BYTES = 1024, 128 << 20


@dataclass(frozen=True)
class Range:
    """A range of customers and the segments that hold them, oldest first."""

    low: int
    high: int  # inclusive
    rows: tuple[SegmentRow, ...]

    @property
    def name(self) -> tuple[int, int, tuple[str, ...]]:
        """What the merged columns are kept under: files never change, so neither does this."""
        return self.low, self.high, tuple(row.file for row in self.rows)


def bounds(bits: int, prefix: int) -> tuple[int, int]:
    """First and last customer code of a range."""
    low = prefix << (64 - bits) if bits else 0
    return low, low + (1 << (64 - bits)) - 1


def ranges(manifest: Manifest) -> list[Range]:
    """The ranges of a version: of each, its base and the spans after it."""
    if not manifest.base:
        return [Range(0, EVERYONE, manifest.spans)] if manifest.spans else []
    return [
        Range(*bounds(base.bits, base.prefix), (base, *(span for span in manifest.spans if span.first > base.last)))
        for base in manifest.base
    ]


class Segments:
    """The segments of a store as this process reads them: mapped without a copy, merges and merged columns kept.

    It travels as the ``place`` of its files: where it arrives, it reads the same files with maps of its own.
    """

    def __init__(self, place: str, kept: "Kept", part: Callable[[SegmentRow], Part]) -> None:
        self.place = place
        self._kept = kept
        self._part = part

    def __reduce__(self) -> tuple[Any, ...]:
        return segments_at, (self.place,)

    def block(self, part: Range, columns: Sequence[str]) -> Journeys:
        """Whole customers of a range, merged, with these columns."""
        merged = self.merged(part)
        return Journeys(
            merged.customers,
            merged.offsets,
            np.ones(len(merged.customers), np.uint8),
            {name: self._kept.column(part, merged, name) for name in columns},
        )

    def merged(self, part: Range) -> Merged:
        """The merge of a range; kept while its files live."""
        return self._kept.merged(part, lambda: merge(self.parts(part), whole=True))

    def parts(self, part: Range) -> list[Part]:
        return [self._part(row).within(part.low, part.high) for row in part.rows]


@cache
def segments_at(place: str) -> Segments:
    """The segments of a place, a folder or the URL of an object store, in a process that has no workspace: a worker of
    a cluster."""
    part = part_of if "://" in place else part_at
    return Segments(place, Kept(WORKER_KEPT_BYTES), lru_cache(WORKER_KEPT_FILES)(partial(part, place)))


@dataclass(frozen=True)
class Snapshot:
    """One version of the store with its dictionaries."""

    store: "Store"
    manifest: Manifest
    dictionaries: Dictionaries
    _held: dict[str, Part] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> int:
        return self.manifest.state.version

    def blocks(self, columns: Sequence[str]) -> list[Callable[[], Journeys]]:
        """One call a block; each gives whole customers, merged, with these columns.

        Every file is opened at once.
        """
        self.hold()
        segments = self.segments
        return [partial(segments.block, part, columns) for part in ranges(self.manifest)]

    @property
    def segments(self) -> Segments:
        """The reader of this version's files; it holds them for as long as it lives."""
        return Segments(str(self.store.path("segment", "")), self.store.kept, self._part)

    def hold(self) -> None:
        """Open every file: what is deleted from now on can still be read."""
        for row in (*self.manifest.base, *self.manifest.spans):
            self._part(row)

    def merged(self, part: Range) -> Merged:
        """The merge of a range; kept while its files live."""
        return self.segments.merged(part)

    def _part(self, row: SegmentRow) -> Part:
        """The contents of a segment, held for as long as this snapshot is."""
        found = self._held.get(row.file)
        if found is None:
            found = self._held[row.file] = self.store.part(row)
        return found

    def journey(self, customer: int) -> Merged | None:
        """The merge of one customer's entries; None where the store does not hold him."""
        for part in ranges(self.manifest):
            if part.low <= customer <= part.high:
                entries = [self._part(row).within(customer, customer) for row in part.rows]
                merged = merge([entry for entry in entries if len(entry.customers)] or entries[:1], whole=True)
                return merged if len(merged.customers) else None
        return None

    def merges(self) -> Iterator[Merged]:
        """The merge of every range."""
        return (self.merged(part) for part in ranges(self.manifest))

    def keys(self) -> Iterator[tuple[Merged, pa.Array]]:
        """Customers and their keys, range by range."""
        for part in ranges(self.manifest):
            merged = self.merged(part)
            yield merged, merged.keys()


class Kept:
    """Merges of ranges and their merged columns, within a memory budget; the longest unused goes first.

    Of a range, the version that was asked for last: what settled since replaces what is kept of it.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._lock = Lock()
        self._held: dict[Hashable, tuple[Hashable, Any, int]] = {}  # by place: of which version, what, how many bytes
        self._bytes = 0

    def merged(self, part: Range, make: Callable[[], Merged]) -> Merged:
        place = (part.low, part.high)
        found: Merged | None = self._find(place, part.name)
        if found is None:
            found = make()
            bytes_ = 0 if found.take is None else found.take.nbytes + 3 * found.offsets.nbytes
            self._keep(place, part.name, found, bytes_)
        return found

    def column(self, part: Range, merged: Merged, name: str) -> Array:
        if merged.take is None:
            return merged.column(name)
        place = (part.low, part.high, name)
        found: Array | None = self._find(place, part.name)
        if found is None:
            found = merged.column(name)
            self._keep(place, part.name, found, found.nbytes)
        return found

    def _find(self, place: Hashable, version: Hashable) -> Any:
        with self._lock:
            held = self._held.get(place)
            if held is None or held[0] != version:
                return None
            self._held[place] = self._held.pop(place)
            return held[1]

    def _keep(self, place: Hashable, version: Hashable, what: object, bytes_: int) -> None:
        with self._lock:
            self._drop(place)
            self._held[place] = version, what, bytes_
            self._bytes += bytes_
            while self._bytes > self._budget and len(self._held) > 1:
                self._drop(next(iter(self._held)))

    def _drop(self, place: Hashable) -> None:
        _, _, bytes_ = self._held.pop(place, (None, None, 0))
        self._bytes -= bytes_

    def forget(self) -> None:
        with self._lock:
            self._held.clear()
            self._bytes = 0
