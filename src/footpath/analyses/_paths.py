"""Counts of whole paths: they add."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from footpath.store.kernels.sparse import add

WORDS = ("ended", "open", "cut", "arrived")  #: how a path ends, as ``kernels.paths`` numbers it
LOOSE = 1 << 23  #: up to so many paths wait to be counted, 8 bytes each
SAMPLED = 4096  #: so many paths of a block tell whether most are alone


@dataclass(frozen=True)
class PathsPartial:
    """``keys`` uint64 ascending, path << 2 | how it ends; ``customers`` int64[keys, 1]; ``spelled`` uint32[keys,
    depth], nodes + 1, where paths are hashes, else empty; ``loose``: keys in no order, one a customer, still to be
    counted; ``events`` int64[depth, nodes]; ``counts`` int64[3].

    Most paths are a single customer's: to sort them all at the end costs a fraction of merging them at each addition.
    """

    keys: npt.NDArray[np.uint64]
    customers: npt.NDArray[np.int64]
    spelled: npt.NDArray[np.uint32]
    loose: tuple[npt.NDArray[np.uint64], ...]
    events: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        keys, customers = add(self.keys, self.customers, other.keys, other.customers)
        spelled = np.empty((len(keys) if len(self.spelled) or len(other.spelled) else 0, len(self.events)), np.uint32)
        for part in (self, other):
            if len(part.spelled):
                spelled[np.searchsorted(keys, part.keys)] = part.spelled
        loose = (*self.loose, *other.loose)
        total = type(self)(keys, customers, spelled, loose, self.events + other.events, self.counts + other.counts)
        return total.counted() if sum(map(len, loose)) > LOOSE else total

    def counted(self) -> Self:
        """The same with nothing loose."""
        if not self.loose:
            return self
        found = add(self.keys, self.customers, *runs(np.concatenate(self.loose)))
        return type(self)(*found, self.spelled, (), self.events, self.counts)


def runs(keys: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """The different keys, ascending, and int64[keys, 1] how often each is there. O(n log n), one sort."""
    ascending = np.sort(keys)
    starts = np.flatnonzero(np.diff(ascending, prepend=~ascending[:1]))
    return ascending[starts], np.diff(starts, append=len(ascending))[:, None]


def partial_of(
    keys: npt.NDArray[np.uint64],
    spelled: npt.NDArray[np.uint32],
    events: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
) -> PathsPartial:
    """The partial of one key a customer."""
    if len(spelled):
        found, firsts, customers = np.unique(keys, return_index=True, return_counts=True)
        return PathsPartial(found, customers[:, None].astype(np.int64), spelled[firsts], (), events, counts)
    if 2 * len(np.unique(keys[:SAMPLED])) < min(len(keys), SAMPLED):
        return PathsPartial(*runs(keys), spelled, (), events, counts)
    return PathsPartial(keys[:0], np.empty((0, 1), np.int64), spelled, (keys,), events, counts)
