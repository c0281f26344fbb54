"""The engine of a Dask cluster: references to ranges go out, partial answers come back."""

import importlib.metadata
import operator
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from footpath._version import __version__
from footpath.store.engines._engine import Engine, EngineError, Folds
from footpath.store.engines._job import FAN_IN, Job
from footpath.store.source import Source
from footpath.vocabulary.said import say

if TYPE_CHECKING:
    from distributed import Client, Future

_LOOK_S = 0.1  # how often it is asked whether somebody still waits


class Dask(Engine):
    """A cluster with a Dask scheduler; every worker has Footpath, and sees the workspace's folder under its
    name or the object store that holds its segments."""

    name: ClassVar[str] = "dask"
    example: ClassVar[dict[str, Any]] = {"scheduler": "tcp://127.0.0.1:8786"}

    scheduler: str = Field(min_length=1, description="address of the scheduler, e.g. tcp://10.0.0.5:8786")
    segments: str | None = Field(
        None, description="where workers read segments: an object store's URL, e.g. s3://bucket/shop; none: the folder"
    )
    timeout: float = Field(10.0, gt=0, description="seconds to reach the scheduler, and to wait for its first worker")

    def run(self, analysis: Folds[Any], frame: Any, source: Source, go_on: Callable[[], None]) -> Any:
        question = Job(analysis, frame, source.at(self.segments, go_on) if self.segments else source)
        total = analysis.zero(frame)
        go_on()
        with self._client() as client:
            self._check(client)
            # Only what Python itself brings is named here, so that the scheduler needs no Footpath. The job is made by
            # a task, and no worker's to lose: where one dies with it, the scheduler has it made again.
            job = client.submit(pickle.loads, pickle.dumps(question), pure=False)
            self._done(job, go_on)
            client.replicate([job])  # else the one who made it would be given every piece at first
            folds = (operator.methodcaller("fold", piece) for piece in question.pieces())
            parts = [client.submit(fold, job, pure=False) for fold in folds]
            while len(parts) > FAN_IN:
                groups = [parts[place : place + FAN_IN] for place in range(0, len(parts), FAN_IN)]
                parts = [client.submit(reduce, operator.add, group, pure=False) for group in groups]
            for part in parts:
                self._done(part, go_on)
                total = total + part.result()
        return total

    @contextmanager
    def _client(self) -> Iterator["Client"]:
        """A connection for one question. What it asked for and nobody waits for ends with it."""
        try:
            import dask
            from distributed import Client
        except ImportError:
            raise EngineError(say("engine.not_installed", engine=self.name, extra="cluster")) from None
        # A rule with a long list of customers travels whole, once: no reason to warn.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            try:
                client = Client(self.scheduler, timeout=self.timeout, set_as_default=False, name="footpath")
            except (OSError, ValueError):
                raise EngineError(
                    say("engine.unreachable", engine=self.name, scheduler=self.scheduler, wait_ms=self.timeout * 1000)
                ) from None
            with client, client.as_current():
                yield client

    def _check(self, client: "Client") -> None:
        """Every worker has this version of Footpath."""
        try:
            client.wait_for_workers(1, timeout=self.timeout)
        except TimeoutError:
            raise EngineError(say("engine.no_workers", scheduler=self.scheduler)) from None
        for worker, found in client.run(importlib.metadata.version, "footpath", on_error="return").items():
            if isinstance(found, importlib.metadata.PackageNotFoundError):
                raise EngineError(say("engine.no_footpath", worker=worker, wanted=__version__))
            if isinstance(found, str) and found != __version__:
                raise EngineError(say("engine.other_version", worker=worker, found=found, wanted=__version__))

    def _done(self, part: "Future", go_on: Callable[[], None]) -> None:
        """Waits for a part; of what went wrong with it, a sentence where there is one."""
        from distributed import KilledWorker, wait

        while not part.done():
            go_on()
            with suppress(TimeoutError):
                wait([part], timeout=_LOOK_S)
        try:
            fault = part.exception()
        except CancelledError as error:
            raise EngineError(say("engine.lost", scheduler=self.scheduler)) from error
        if isinstance(fault, ModuleNotFoundError):
            raise EngineError(say("engine.no_module", module=fault.name or "", wanted=__version__)) from fault
        if isinstance(fault, KilledWorker):
            raise EngineError(say("engine.killed")) from fault
        if fault is not None:
            raise fault
