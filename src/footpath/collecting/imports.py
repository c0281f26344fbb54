"""Imports: files in, settled events out; with progress, cancel, undo, and delete."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
import sqlalchemy as sa

from footpath.collecting.pipeline import take_in
from footpath.collecting.sources import DELETED, begin_source, end_source
from footpath.records import tables
from footpath.store.compact import compact
from footpath.store.dimensions import find_traits
from footpath.store.ids import Ordinals
from footpath.store.kernels.sparse import union
from footpath.store.manifest import read_manifest
from footpath.store.rebuild import rebuild
from footpath.store.store import Store
from footpath.vocabulary.event import EventBatch
from footpath.vocabulary.said import parts_of, say, sentence_of

SPANS_BEFORE_A_ROUND = 32


class Cancelled(Exception):
    """The user stopped it; what was settled so far stays and can be undone."""


@dataclass
class Progress:
    """How far an import has come. Read by other threads while it runs."""

    import_id: int = 0
    state: str = "running"
    file: str = ""
    events: int = 0
    rejected: int = 0
    skipped: int = 0
    rows_read: int = 0
    bytes_read: int = 0
    bytes_total: int = 0
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class ImportResult:
    """What an import brought. ``skipped``: events that were here already; ``future``: events, those too, that lie after
    the moment when the import began.

    ``period`` and ``snapshot`` are those of the store after it; the workspace fills them in.
    """

    import_id: int
    events: int = 0
    customers: int = 0
    rejected: int = 0
    skipped: int = 0
    future: int = 0
    seconds: float = 0.0
    files: list[str] = field(default_factory=list)
    period: dict[str, Any] = field(default_factory=dict)
    snapshot: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values (docs/json.md)."""
        definition = say("definition.imported")
        head = {"schema": 1, "definition": str(definition), "said": parts_of(definition), "n": self.events}
        return {**head, **asdict(self)}


@dataclass(frozen=True)
class Incoming:
    """One file (or stream) of an import: its name, its batches, and how much of it was read."""

    name: str
    batches: Iterable[EventBatch]
    bytes_read: Callable[[], int] = lambda: 0
    bytes_total: int = 0


def run_import(
    store: Store,
    name: str,
    mapping: dict[str, Any],
    incoming: Iterable[Incoming],
    *,
    on_progress: Callable[[Progress], None] = lambda _: None,
    cancel: threading.Event | None = None,
    before_done: Callable[[], object] = lambda: None,
    source: int | None = None,
) -> ImportResult:
    """Import files as one source (``source``, where it was entered before); ``before_done`` is called when all is
    settled.

    Where it does not end well the source stays "failed" or "cancelled" with its reason, and keeps what was settled.
    """
    began, now_ms = time.perf_counter(), int(time.time() * 1000)
    source = begin_source(store.database, name, mapping, source)
    progress = Progress(import_id=source)
    result = ImportResult(source)
    seen = _Distinct()
    try:
        on_progress(progress)
        ordinals = Ordinals(folder=store.root)
        for file in incoming:
            result.files.append(file.name)
            progress.file, progress.bytes_total = file.name, file.bytes_total
            for batch in _ahead(file.batches):
                if cancel is not None and cancel.is_set():
                    raise Cancelled(name)
                done = take_in(store, source, file.name, batch, ordinals)
                seen.add(done.customers)
                result.events += done.events
                result.skipped += done.skipped
                result.rejected += len(batch.rejected)
                result.future += pc.sum(pc.greater(batch.events["time"], now_ms)).as_py() or 0
                progress.events, progress.skipped, progress.rejected = result.events, result.skipped, result.rejected
                progress.rows_read += batch.events.num_rows + len(batch.rejected)
                progress.bytes_read = file.bytes_read()
                on_progress(progress)
                if len(store.snapshot().manifest.spans) >= SPANS_BEFORE_A_ROUND:
                    compact(store, bulk=True)
                    store.sweep()
        settled(store)
        before_done()
    except BaseException as error:
        stopped = isinstance(error, Cancelled | KeyboardInterrupt)
        progress.state = "cancelled" if stopped else "failed"
        progress.error = None if stopped else sentence_of(error) or type(error).__name__
        end_source(
            store.database,
            source,
            progress.state,
            customers=seen.count(),
            seconds=time.perf_counter() - began,
            error=progress.error,
        )
        on_progress(progress)
        raise
    result.customers = seen.count()
    result.seconds = time.perf_counter() - began
    end_source(store.database, source, "done", customers=seen.count(), seconds=result.seconds)
    progress.state = "done"
    on_progress(progress)
    return result


def settled(store: Store) -> None:
    """What is due when all events of an import are settled."""
    compact(store)
    find_traits(store)


class _Distinct:
    """Counts distinct codes that come in arrays: sorted sets of lengths that at least double, O(n log n) in all."""

    def __init__(self) -> None:
        self._sets: list[npt.NDArray[np.uint64]] = []

    def add(self, codes: npt.NDArray[np.uint64]) -> None:
        ordered = np.sort(codes)
        self._sets.append(ordered[np.diff(ordered, prepend=~ordered[:1]) != 0])
        while len(self._sets) > 1 and len(self._sets[-2]) < 2 * len(self._sets[-1]):
            self._join()

    def count(self) -> int:
        while len(self._sets) > 1:
            self._join()
        return sum(len(codes) for codes in self._sets)

    def _join(self) -> None:
        self._sets[-2:] = [union(self._sets[-2], self._sets[-1])]


def undo_import(store: Store, source: int, on_progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Take everything out that a source brought: its events, their ids, its rejected rows."""
    rebuild(store, without_source=source, progress=on_progress, statements=_leave(source, state="undone"))


def delete_import(store: Store, source: int) -> None:
    """Undo a source, where that is still to be done, and forget it: its name, and how its files were read.

    One transaction: killed before it, nothing has happened; after it, all has. Its number stays taken, so that what may
    still name it never means another source.
    """
    statements = _leave(source, state=DELETED, name="", mapping="{}", error=None)
    with store.locked("merger"), store.locked("writer"):
        if any(row.source == source for row in read_manifest(store.database).log):
            rebuild(store, without_source=source, statements=statements)
            return
        with store.database.transaction() as connection:
            for statement in statements:
                connection.execute(statement)


def _leave(source: int, **values: str | None) -> list[sa.Executable]:
    """Statements by which the rejected rows of a source go, and its record takes these values."""
    return [
        tables.rejected.delete().where(tables.rejected.c.source == source),
        tables.source.update().where(tables.source.c.id == source).values(**values),
    ]


def _ahead(batches: Iterable[EventBatch]) -> Iterator[EventBatch]:
    """The same batches, each read by a second thread while the one before it is settled."""
    with ThreadPoolExecutor(1, "reader") as pool:
        iterator = iter(batches)
        following = pool.submit(next, iterator, None)
        while (batch := following.result()) is not None:
            following = pool.submit(next, iterator, None)
            yield batch
