"""Verify: every checksum, and whether the store says what the log says."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from footpath.store.dictionaries import Dictionaries
from footpath.store.kernels.hashing import hash_words, mix_into
from footpath.store.manifest import read_manifest
from footpath.store.rebuild import ids_of_log, live_sources, part_of_log
from footpath.store.segment import Array, Damaged, checksum
from footpath.store.snapshot import ranges
from footpath.store.store import Store

U64 = npt.NDArray[np.uint64]


@dataclass
class Verdict:
    """``problems``: sentences; none when all is well."""

    files: int = 0
    events: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(store: Store, progress: Callable[[int, int], None] = lambda done, total: None) -> Verdict:
    """Compare the checksum of every live file, and the events of log and journeys by an order-free digest.

    ``progress`` hears how many steps are done, and of how many: the files, then the log and the journeys part by part.
    """
    verdict = Verdict()
    manifest = read_manifest(store.database)
    files = len(manifest.base) + len(manifest.spans) + len(manifest.log) + len(manifest.ids)
    total = files + len(manifest.log) + len(ranges(manifest))
    progress(0, total)
    for table, rows in (
        ("segment", (*manifest.base, *manifest.spans)),
        ("log", manifest.log),
        ("ids", manifest.ids),
    ):
        for row in rows:
            verdict.files += 1
            path = store.path(table, row.file)
            if not path.exists():
                verdict.problems.append(f"{table} file {row.file} is missing.")
            elif path.stat().st_size != row.bytes or checksum(path) != row.crc:
                verdict.problems.append(f"{table} file {row.file} is damaged: its checksum differs.")
            progress(verdict.files, total)
    if verdict.problems:
        if all(not problem.startswith("log ") for problem in verdict.problems):
            verdict.problems.append("The log is whole: `footpath rebuild` makes the rest anew.")
        return verdict
    try:
        _compare(store, verdict, lambda done: progress(files + done, total))
    except Damaged as error:
        verdict.problems.append(str(error))
    progress(total, total)
    return verdict


def _compare(store: Store, verdict: Verdict, progress: Callable[[int], None]) -> None:
    manifest = read_manifest(store.database)
    dictionaries = Dictionaries.load(store.database)
    logged = np.uint64(0)
    ids: dict[bool, list[U64]] = {True: [], False: []}
    live = live_sources(store)
    with np.errstate(over="ignore"):
        for done, row in enumerate(manifest.log):
            progress(done)
            part = part_of_log(store, row, dictionaries)
            names = sorted(part.columns)
            logged += digest(np.repeat(part.customers, np.diff(part.offsets)), {n: part.columns[n] for n in names})
            verdict.events += row.rows
            ids[row.source in live].append(ids_of_log(store, row).high)
        held = np.uint64(0)
        events = 0
        snapshot = store.snapshot()
        for done, block in enumerate(ranges(manifest), len(manifest.log)):
            progress(done)
            merged = snapshot.merged(block)
            names = sorted({name for part in merged.parts for name in part.columns})
            columns = {name: merged.column(name) for name in names}
            events += len(columns["time"])
            held += digest(np.repeat(merged.customers, np.diff(merged.offsets)), columns)
    if events != verdict.events:
        verdict.problems.append(
            f"The log has {verdict.events:,} events, the journeys {events:,}. Run `footpath rebuild`."
        )
    elif logged != held:
        verdict.problems.append("The journeys differ from the log in at least one event. Run `footpath rebuild`.")
    if dictionaries.pending.kinds:
        verdict.problems.append("The log names kinds that the dictionary lacks. Run `footpath rebuild`.")
    logged_ids = {live: np.concatenate([np.empty(0, np.uint64), *found]) for live, found in ids.items()}
    runs: dict[bool, list[U64]] = {True: [], False: []}
    for run in manifest.ids:
        runs[run.hour is not None].append(store.run(run.file).high)
    known = {live: np.concatenate([np.empty(0, np.uint64), *found]) for live, found in runs.items()}
    if (
        not np.array_equal(np.sort(logged_ids[False]), np.sort(known[False]))
        or not np.isin(known[True], logged_ids[True]).all()
    ):  # ids of live events go after a day, the events stay
        verdict.problems.append("The ids of the log and of its runs differ. Run `footpath rebuild`.")
    if any(len(np.unique(found)) != len(found) for found in (logged_ids[False], known[True])):
        verdict.problems.append("An event stands in the log twice.")


def digest(customers: U64, columns: dict[str, Array]) -> np.uint64:
    """A sum over events of a hash of all their columns: equal for the same events in any order and in any split."""
    valid = np.ones(len(customers), np.uint8)
    total = hash_words(np.ascontiguousarray(customers), valid, np.uint64(11))
    for name in columns:
        column = columns[name]
        number = column.dtype.kind == "f"
        optional = number or name == "scale" or name.startswith("d:")
        words = column.astype(np.float64).view(np.uint64) if number else column.astype(np.uint64)
        known = valid if not optional else (~np.isnan(column) if number else column != 0).astype(np.uint8)
        salted = hash_words(np.ascontiguousarray(words), known, np.uint64(zlib.crc32(name.encode())))
        salted[known == 0] = 0
        if optional:
            np.add(total, salted, out=total)
        else:
            mix_into(total, salted, np.uint64(0))
    return np.uint64(total.sum(dtype=np.uint64))
