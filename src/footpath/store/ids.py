"""Runs of event ids: sorted files of 128-bit ids by which a repeated event is known."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from footpath.store.kernels.hashing import with_ordinal
from footpath.store.kernels.merging import sorted_membership
from footpath.store.segment import seal

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Run:
    """Ids sorted by (high, low)."""

    high: U64
    low: U64

    def __len__(self) -> int:
        return len(self.high)


def sorted_run(high: U64, low: U64) -> Run:
    """A run of these ids."""
    order = np.argsort(high, kind="stable")
    sorted_high, sorted_low = high[order], low[order]
    ties = np.flatnonzero(sorted_high[1:] == sorted_high[:-1])
    if len(ties):
        order = np.lexsort((low, high))
        sorted_high, sorted_low = high[order], low[order]
    return Run(sorted_high, sorted_low)


def write_run(path: Path, run: Run) -> tuple[int, int]:
    """Write a run and make it durable. Returns bytes and CRC-32."""
    with path.open("wb") as file:
        file.write(run.high.tobytes())
        file.write(run.low.tobytes())
    return seal(path)


def open_run(path: Path) -> Run:
    """Map a run."""
    both = np.memmap(path, np.uint64, "r") if path.stat().st_size else np.empty(0, np.uint64)
    return Run(both[: len(both) // 2], both[len(both) // 2 :])


def merged_runs(runs: list[Run]) -> Run:
    """One run of several."""
    return sorted_run(np.concatenate([run.high for run in runs]), np.concatenate([run.low for run in runs]))


def known(runs: list[Run], high: U64, low: U64) -> npt.NDArray[np.bool_]:
    """Which of these ids (in any order) stand in one of the runs."""
    found = np.zeros(len(high), bool)
    if not any(len(run) for run in runs):
        return found
    order = np.lexsort((low, high)) if _has_ties(high) else np.argsort(high)
    sorted_high, sorted_low = high[order], low[order]
    hits = np.zeros(len(high), np.uint8)
    for run in runs:
        hits |= sorted_membership(run.high, run.low, sorted_high, sorted_low)
    found[order] = hits.astype(bool)
    return found


class Ordinals:
    """Gives each event of one import its id: its content, and how many rows with that content came before it.

    Holds 16 bytes for each row of the import, in runs merged four by four.
    """

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def ids(self, high: U64, low: U64) -> tuple[U64, U64]:
        """Ids of the next rows of the import, from the two content hashes of each."""
        ordinal, first = _ordinals_within(high, low)
        ordinal += self._before(high, low, first)[first]
        ids = with_ordinal(high, ordinal), with_ordinal(low, ordinal)
        self._keep(sorted_run(*ids))
        return ids

    def _before(self, high: U64, low: U64, first: npt.NDArray[np.int64]) -> U64:
        """At the first row of each content, how many earlier batches' rows had it: found by doubling, then halving."""
        count = np.zeros(len(high), np.uint64)
        rows = np.flatnonzero(first == np.arange(len(high)))

        def stands(rows: npt.NDArray[np.int64], ordinal: U64) -> npt.NDArray[np.bool_]:
            return known(self._runs, with_ordinal(high[rows], ordinal), with_ordinal(low[rows], ordinal))

        rows = rows[stands(rows, np.zeros(len(rows), np.uint64))]
        known_upto = np.zeros(len(rows), np.uint64)
        unknown_from = np.ones(len(rows), np.uint64)
        while (growing := stands(rows, unknown_from)).any():
            known_upto[growing] = unknown_from[growing]
            unknown_from[growing] *= np.uint64(2)
        while (unknown_from - known_upto > 1).any():
            middle = (known_upto + unknown_from) // np.uint64(2)
            inside = stands(rows, middle)
            known_upto[inside] = middle[inside]
            unknown_from[~inside] = middle[~inside]
        count[rows] = unknown_from
        return count

    def _keep(self, run: Run) -> None:
        self._runs.append(run)
        while len(self._runs) >= 4 and len(self._runs[-4]) <= 2 * len(self._runs[-1]):
            self._runs[-4:] = [merged_runs(self._runs[-4:])]


def _has_ties(high: U64) -> bool:
    ordered = np.sort(high)
    return bool((ordered[1:] == ordered[:-1]).any())


def _ordinals_within(high: U64, low: U64) -> tuple[U64, npt.NDArray[np.int64]]:
    """How many earlier rows of this batch have the same content, and the first row that has it."""
    rows = np.arange(len(high))
    if not _has_ties(high):
        return np.zeros(len(high), np.uint64), rows
    order = np.lexsort((low, high))
    same = np.zeros(len(high), bool)
    same[1:] = (high[order][1:] == high[order][:-1]) & (low[order][1:] == low[order][:-1])
    start = np.maximum.accumulate(np.where(same, 0, rows))
    ordinal = np.empty(len(high), np.uint64)
    first = np.empty(len(high), np.int64)
    ordinal[order] = (rows - start).astype(np.uint64)
    first[order] = order[start]
    return ordinal, first
