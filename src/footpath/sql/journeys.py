"""The tables of the journeys: ``events``, one row an event, and ``customers``, one row a customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.sql.columns import MOMENT, Texts, free, hexadecimal, moments, numbers
from footpath.sql.lazy import Coded, Column, LazyTable
from footpath.store.merge import Merged
from footpath.store.segment import Array
from footpath.store.snapshot import Range, Snapshot, ranges
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.scales import SCALE_NAMES

#: Events of a piece, about: several threads get work, and the texts of a dictionary are not repeated too often.
_PIECE = 250_000


class Dimension(Protocol):
    """A declared property, or a dimension made of one by rule."""

    @property
    def name(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def declared(self) -> bool: ...
    @property
    def trait(self) -> bool: ...
    @property
    def values(self) -> list[str]: ...


@dataclass(frozen=True)
class Placed:
    """What the definitions say of each kind: names of its touchpoint and stage, empty where it has none."""

    kinds: Sequence[Kind]
    touchpoints: Sequence[str]
    stages: Sequence[str]

    def texts(self) -> dict[str, Sequence[str]]:
        """The columns that follow from a kind: texts by its code."""
        return {
            "name": [kind.name for kind in self.kinds],
            "channel": [kind.channel for kind in self.kinds],
            "surface": [kind.surface for kind in self.kinds],
            "actor": [kind.actor for kind in self.kinds],
            "touchpoint": self.touchpoints,
            "stage": self.stages,
        }


@dataclass(frozen=True)
class _Whole:
    """A range of customers, merged."""

    snapshot: Snapshot
    part: Range

    @cached_property
    def merged(self) -> Merged:
        return self.snapshot.merged(self.part)

    @cached_property
    def keys(self) -> pa.Array:
        return self.merged.keys()

    def column(self, name: str) -> Array:
        return self.snapshot.store.kept.column(self.part, self.merged, name)


@dataclass(frozen=True)
class _Piece:
    """Some customers of a range, whole: those at ``low`` to ``high``, exclusive."""

    whole: _Whole
    low: int
    high: int

    @property
    def offsets(self) -> npt.NDArray[np.int64]:
        """Where the events of each begin, counted over the range: int64[n + 1]."""
        return self.whole.merged.offsets[self.low : self.high + 1]

    @property
    def ids(self) -> pa.Array:
        return hexadecimal(self.whole.merged.customers[self.low : self.high])

    @property
    def keys(self) -> pa.Array:
        return self.whole.keys.slice(self.low, self.high - self.low)

    @cached_property
    def rows(self) -> pa.Array:
        """The customer of each event, by its place in the piece."""
        return pa.array(np.repeat(np.arange(self.high - self.low, dtype=np.int32), np.diff(self.offsets)))

    def column(self, name: str) -> Array:
        offsets = self.offsets
        return self.whole.column(name)[offsets[0] : offsets[-1]]

    def newest(self, name: str) -> npt.NDArray[np.unsignedinteger]:
        """The newest code of each customer, 0 where none is known."""
        codes = self.column(name)
        known = np.where(codes != 0, np.arange(len(codes)), -1)
        last = np.maximum.reduceat(known, self.offsets[:-1] - self.offsets[0])
        return np.where(last >= 0, codes[last], 0).astype(codes.dtype)


def events_table(snapshot: Snapshot, placed: Placed, dimensions: Sequence[Dimension]) -> LazyTable[_Piece]:
    """One row an event of the merged journeys, customer by customer, in order of time."""
    scales = [SCALE_NAMES.get(code, "") for code in range(max(SCALE_NAMES) + 1)]
    ids, keys = pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.int32(), pa.large_string())
    by_kind = {name: Texts(texts) for name, texts in placed.texts().items()}
    columns: dict[str, Column[_Piece]] = {
        "time": Column(MOMENT, lambda piece: moments(piece.column("time"))),
        "customer": Column(ids, lambda piece: pa.DictionaryArray.from_arrays(piece.rows, piece.ids)),
        "key": Column(keys, lambda piece: pa.DictionaryArray.from_arrays(piece.rows, piece.keys)),
        **{name: _coded(texts, "kind") for name, texts in by_kind.items()},
        "value": Column(pa.float64(), lambda piece: numbers(piece.column("value"))),
        "score": Column(pa.float32(), lambda piece: numbers(piece.column("score"))),
        "scale": _coded(Texts(scales), "scale"),
        "arrival": Column(pa.uint64(), lambda piece: pa.array(piece.column("arrival").astype(np.uint64, copy=False))),
    }
    for dimension in dimensions:
        columns[free(dimension.name, columns)] = _coded(Texts(dimension.values), dimension.column)
    rows = pa.table({name: texts.values for name, texts in by_kind.items()})
    coded = Coded[_Piece](rows, lambda piece: piece.column("kind"))
    return LazyTable(columns, lambda: _pieces(snapshot), snapshot.hold, coded)


def customers_table(snapshot: Snapshot, dimensions: Sequence[Dimension]) -> LazyTable[_Piece]:
    """One row a customer, with the newest value of every trait."""
    columns: dict[str, Column[_Piece]] = {
        "id": Column(pa.string(), lambda piece: piece.ids),
        "key": Column(pa.large_string(), lambda piece: piece.keys),
        "events": Column(pa.int64(), lambda piece: pa.array(np.diff(piece.offsets))),
        "first": Column(MOMENT, lambda piece: moments(piece.whole.column("time")[piece.offsets[:-1]])),
        "last": Column(MOMENT, lambda piece: moments(piece.whole.column("time")[piece.offsets[1:] - 1])),
    }
    for dimension in dimensions:
        if dimension.trait:
            columns[free(dimension.name, columns)] = _newest(Texts(dimension.values), dimension.column)
    return LazyTable(columns, lambda: _pieces(snapshot), snapshot.hold)


def _coded(texts: Texts, column: str) -> Column[_Piece]:
    return Column(texts.type, lambda piece: texts.of(piece.column(column)))


def _newest(texts: Texts, column: str) -> Column[_Piece]:
    return Column(texts.type, lambda piece: texts.of(piece.newest(column)))


def _pieces(snapshot: Snapshot) -> Iterator[_Piece]:
    for part in ranges(snapshot.manifest):
        whole = _Whole(snapshot, part)
        offsets = whole.merged.offsets
        low = 0
        while low < len(offsets) - 1:
            high = max(low + 1, int(np.searchsorted(offsets, offsets[low] + _PIECE, "right")) - 1)
            yield _Piece(whole, low, high)
            low = high
