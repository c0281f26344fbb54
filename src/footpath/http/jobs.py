"""Jobs: imports, samples, replays and back-fills in one background thread, so that the store has one writer and
answers stay quick.

A job waits, runs, and ends as ``done``, ``cancelled`` or ``failed``. It carries the id of an import that is entered in
the records before it waits, so that the id never changes and outlives the process. While the process lives its progress
comes from here; what it brought, and its end, stand in the records.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from footpath.http import log
from footpath.http.faults import expected, unexpected
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import parts_of

KEPT = 100  #: ended jobs remembered

Report = Callable[[Mapping[str, Any]], None]
Work = Callable[[Report, threading.Event], Mapping[str, Any]]


@dataclass
class Job:
    """One import on its way; ``id`` is that of the records."""

    id: str
    name: str
    state: str = "waiting"
    fields: dict[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] | None = None
    error: str | None = None
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    cancel: threading.Event = field(default_factory=threading.Event)
    _since: float = field(default_factory=time.monotonic)
    _took: float | None = None

    @property
    def ended(self) -> bool:
        return self.state not in ("waiting", "running")

    def report(self, fields: Mapping[str, Any]) -> None:
        """Takes what the import says of itself; its own word on the state is left aside until it has returned."""
        self.fields = {**self.fields, **{name: value for name, value in fields.items() if name != "state"}}

    def end(self, state: str, error: str | None = None) -> None:
        self._took = time.monotonic() - self._since
        self.error = error
        self.state = state

    def to_dict(self) -> dict[str, Any]:
        """Its progress, as GET /api/imports/{id} answers it."""
        counts = {name: int(self.fields.get(name) or 0) for name in COUNTS}
        took = time.monotonic() - self._since if self._took is None else self._took
        total = self.fields.get("bytes_total") or None
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            **counts,
            "bytes_total": total,
            "seconds": round(float(self.fields.get("seconds") or took), 3),
            "started": self.started,
            "error": None if self.error is None else str(self.error),
            "said": parts_of(self.error),
            "result": self.result,
        }


COUNTS = ("events", "customers", "rejected", "skipped", "rows_read", "bytes_read")


class Jobs:
    """The one writer's thread and what waits for it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "footpath-writer")
        self._jobs: list[Job] = []
        self._lock = threading.Lock()

    def start(self, number: int | str, name: str, work: Work) -> Job:
        """Queues the ``work`` of the import (replay, back-fill) with this id; behind another it waits."""
        job = Job(str(number), name)
        with self._lock:
            ended = [kept for kept in self._jobs if kept.ended]
            self._jobs = [kept for kept in self._jobs if not kept.ended or kept in ended[-KEPT:]] + [job]
        self._pool.submit(self._run, job, work)
        return job

    def write(self, work: Callable[[], None]) -> None:
        """Runs a short write in the writer's thread and waits for it. Refused while an import runs or waits."""
        with self._lock:
            if any(not job.ended for job in self._jobs):
                raise Refusal(409, "import_running")
            done: Future[None] = self._pool.submit(work)
        done.result()

    def find(self, number: str) -> Job | None:
        """The job with this id, running or ended in this process."""
        with self._lock:
            return next((job for job in reversed(self._jobs) if job.id == number), None)

    def known(self, mark: str) -> list[Job]:
        """Jobs whose id begins so, running or ended in this process, the newest first."""
        with self._lock:
            return [job for job in reversed(self._jobs) if job.id.startswith(mark)]

    def alive(self) -> list[Job]:
        """Jobs that run or wait, the newest first."""
        with self._lock:
            return [job for job in reversed(self._jobs) if not job.ended]

    def close(self) -> None:
        """Cancels what runs and waits for its end: an import stops between two batches."""
        for job in self.alive():
            job.cancel.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        """A job that was cancelled while it waited is begun too: the import itself enters its end in the records."""
        job.state = "running"
        try:
            job.result = work(job.report, job.cancel)
        except BaseException as error:
            self._failed(job, error)
            return
        job.report(job.result)
        job.end("done")
        log.event("import_done", id=job.id, events=job.fields.get("events"), rejected=job.fields.get("rejected"))

    def _failed(self, job: Job, error: BaseException) -> None:
        if job.cancel.is_set():
            job.end("cancelled")
            log.event("import_cancelled", id=job.id)
            return
        refusal = expected(error) or unexpected(error, import_id=job.id)
        job.end("failed", refusal.sentence)
        log.event("import_failed", id=job.id)
