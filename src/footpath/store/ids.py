"""Runs of event ids: sorted files of 128-bit ids by which a repeated event is known."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from footpath.store.kernels.hashing import with_ordinal
from footpath.store.kernels.merging import merge_sorted, sorted_membership
from footpath.store.segment import seal

U64 = npt.NDArray[np.uint64]
HOUR_MS = 3_600_000
LIVE_HOURS = 25  #: ids of live events are kept for so many hours, the one that runs included
ROWS_IN_MEMORY = 1 << 21  #: runs that are longer are merged in parts, and those of an import lie in files


@dataclass(frozen=True)
class Run:
    """Ids sorted by (high, low)."""

    high: U64
    low: U64

    def __len__(self) -> int:
        return len(self.high)


def sorted_run(high: U64, low: U64) -> Run:
    """A run of these ids."""
    return _ordered(high, low)[1]


def _ordered(high: U64, low: U64) -> tuple[npt.NDArray[np.int64], Run]:
    """The order that sorts these ids, and the run that it gives."""
    order = np.argsort(high)
    run = Run(high[order], low[order])
    if (run.high[1:] == run.high[:-1]).any():
        order = np.lexsort((low, high))
        run = Run(high[order], low[order])
    return order, run


def write_run(path: Path, runs: Sequence[Run]) -> tuple[int, int]:
    """Write one run of several and make it durable. Returns bytes and CRC-32."""
    with path.open("wb") as file:
        _write(file, runs)
    return seal(path)


def open_run(path: Path) -> Run:
    """Map a run."""
    with path.open("rb") as file:
        return _mapped(file)


def _mapped(file: IO[bytes]) -> Run:
    size = os.fstat(file.fileno()).st_size
    both = np.memmap(file, np.uint64, "r") if size else np.empty(0, np.uint64)
    return Run(both[: len(both) // 2], both[len(both) // 2 :])


def _write(file: IO[bytes], runs: Sequence[Run]) -> None:
    """Write one run of several: all high halves, then all low ones. In memory is what lies between two cuts."""
    total, done = sum(map(len, runs)), 0
    for part in _between_cuts(runs):
        for place, half in ((done, part.high), (total + done, part.low)):
            file.seek(8 * place)
            file.write(np.ascontiguousarray(half).data)
        done += len(part)


def _between_cuts(runs: Sequence[Run]) -> Iterator[Run]:
    """The merge of the runs in ascending parts, each of about ROWS_IN_MEMORY rows for every run."""
    cuts = max(runs, key=len).high[ROWS_IN_MEMORY::ROWS_IN_MEMORY]
    bounds = [[0, *np.searchsorted(run.high, cuts).tolist(), len(run)] for run in runs]
    for at in range(len(cuts) + 1):
        parts = ((run, bound[at], bound[at + 1]) for run, bound in zip(runs, bounds, strict=True))
        yield _merged([Run(run.high[a:b], run.low[a:b]) for run, a, b in parts])


def _merged(runs: list[Run]) -> Run:
    """One run of several, merged by twos."""
    while len(runs) > 1:
        pairs = [runs[i : i + 2] for i in range(0, len(runs), 2)]
        runs = [
            Run(*merge_sorted(pair[0].high, pair[0].low, pair[1].high, pair[1].low)) if len(pair) == 2 else pair[0]
            for pair in pairs
        ]
    return runs[0]


def known(runs: list[Run], high: U64, low: U64) -> npt.NDArray[np.bool_]:
    """Which of these ids (in any order) stand in one of the runs."""
    found = np.zeros(len(high), bool)
    if not any(len(run) for run in runs):
        return found
    order, run = _ordered(high, low)
    found[order] = known_of_run(runs, run)
    return found


def known_of_run(runs: list[Run], run: Run) -> npt.NDArray[np.bool_]:
    """Which ids of a run stand in one of the runs, in the run's own order."""
    hits = np.zeros(len(run), np.uint8)
    for other in runs:
        hits |= sorted_membership(other.high, other.low, run.high, run.low)
    return hits.astype(bool)


@dataclass(frozen=True)
class Identified:
    """Ids of rows: as they came, the order that sorts them, and sorted."""

    high: U64
    low: U64
    order: npt.NDArray[np.int64]
    run: Run


def identified(high: U64, low: U64) -> Identified:
    """Rows whose ids these are."""
    return Identified(high, low, *_ordered(high, low))


class Ordinals:
    """Gives each event of one import its id: its content, and how many rows with that content came before it.

    Keeps 16 bytes for each row of the import, in runs merged four by four; long ones lie in nameless files in
    ``folder`` (none: the system's), so that memory stays bounded. ``before``: ids that the import has already, where it
    is taken up again.
    """

    def __init__(self, before: Sequence[Run] = (), folder: Path | None = None) -> None:
        self._runs: list[Run] = list(before)
        self._folder = folder
        self.files: set[str] = set()  #: runs that were written of these ids alone: none is given twice

    def ids(self, high: U64, low: U64) -> Identified:
        """Ids of the next rows of the import, from the two content hashes of each."""
        none = np.zeros(len(high), np.uint64)
        ids = with_ordinal(high, none), with_ordinal(low, none)
        order, run = _ordered(*ids)
        twins = ((run.high[1:] == run.high[:-1]) & (run.low[1:] == run.low[:-1])).any()
        if twins or known_of_run(self._runs, run).any():
            ordinal, first = _ordinals_within(high, low)
            ordinal += self._before(high, low, first)[first]
            ids = with_ordinal(high, ordinal), with_ordinal(low, ordinal)
            order, run = _ordered(*ids)
        self._keep(run)
        return Identified(*ids, order, run)

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
            self._runs[-4:] = [self._joined(self._runs[-4:])]

    def _joined(self, runs: list[Run]) -> Run:
        if sum(map(len, runs)) <= ROWS_IN_MEMORY:
            return _merged(runs)
        with tempfile.TemporaryFile(dir=self._folder) as file:
            _write(file, runs)
            file.flush()
            return _mapped(file)


def _ordinals_within(high: U64, low: U64) -> tuple[U64, npt.NDArray[np.int64]]:
    """How many earlier rows of this batch have the same content, and the first row that has it."""
    rows = np.arange(len(high))
    order = np.lexsort((low, high))
    same = np.zeros(len(high), bool)
    same[1:] = (high[order][1:] == high[order][:-1]) & (low[order][1:] == low[order][:-1])
    start = np.maximum.accumulate(np.where(same, 0, rows))
    ordinal = np.empty(len(high), np.uint64)
    first = np.empty(len(high), np.int64)
    ordinal[order] = (rows - start).astype(np.uint64)
    first[order] = order[start]
    return ordinal, first
