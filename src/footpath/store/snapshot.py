"""A snapshot: one version of the store, read consistently; it serves blocks of whole customers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
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
    """Merges and merged columns of recent versions, within a memory budget; the longest unused goes first."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._merges: dict[object, Merged] = {}
        self._columns: dict[object, Array] = {}

    def merged(self, part: Range, make: Callable[[], Merged]) -> Merged:
        found = self._merges.pop(part.name, None) or make()
        self._merges[part.name] = found
        self._trim()
        return found

    def column(self, part: Range, merged: Merged, name: str) -> Array:
        if merged.take is None:
            return merged.column(name)
        key = (part.name, name)
        found = self._columns.pop(key, None)
        if found is None:
            found = merged.column(name)
        self._columns[key] = found
        self._trim()
        return found

    def _trim(self) -> None:
        def size() -> int:
            merges = sum(
                m.take.nbytes + m.offsets.nbytes * 2 for m in list(self._merges.values()) if m.take is not None
            )
            return merges + sum(column.nbytes for column in list(self._columns.values()))

        while size() > self._budget and (self._columns or len(self._merges) > 1):
            kept = self._columns or self._merges
            kept.pop(next(iter(kept)), None)

    def forget(self) -> None:
        self._merges.clear()
        self._columns.clear()
