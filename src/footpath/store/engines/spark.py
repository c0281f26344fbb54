"""The engine of a Spark cluster, for those who run one: references to ranges go out, partial answers come back."""

import atexit
import operator
import os
import re
import shutil
import socket
import time
import uuid
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import reduce
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from footpath._version import __version__
from footpath.store.engines._engine import Engine, EngineError, Folds
from footpath.store.engines._job import FAN_IN, Job, Piece
from footpath.store.source import Source
from footpath.vocabulary.said import say

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast, SparkContext

_LOOK_S = 0.1  # how often it is asked whether somebody still waits
_STARTING = Lock()  # a process has one context

#: Place of a part among its neighbours, and its partial answer or the fault that there is instead.
Part = tuple[int, Any, Exception | None]


class Spark(Engine):
    """A cluster that Spark runs; every worker has Footpath, and sees the workspace's folder under its
    name or the object store that holds its segments."""

    name: ClassVar[str] = "spark"
    example: ClassVar[dict[str, Any]] = {"scheduler": "spark://127.0.0.1:7077"}

    scheduler: str = Field(min_length=1, description="the master, e.g. spark://10.0.0.5:7077, or yarn")
    segments: str | None = Field(
        None, description="where workers read segments: an object store's URL, e.g. s3://bucket/shop; none: the folder"
    )
    timeout: float = Field(30.0, gt=0, description="seconds to reach the master, and to wait for its first worker")

    def run(self, analysis: Folds[Any], frame: Any, source: Source, go_on: Callable[[], None]) -> Any:
        job = Job(analysis, frame, source.at(self.segments, go_on) if self.segments else source)
        total, pieces = analysis.zero(frame), job.pieces()
        go_on()
        if not pieces:
            return total
        context = self._context()
        shared = context.broadcast(job)
        try:
            folded = context.parallelize([*enumerate(pieces)], len(pieces)).map(_folding(shared))
            parts = self._collected(context, _summed(folded, len(pieces)), go_on)
        finally:
            if not _stopped(context):
                shared.destroy()
        for _, partial, fault in sorted(parts, key=operator.itemgetter(0)):
            if isinstance(fault, ModuleNotFoundError):
                raise EngineError(say("engine.no_module", module=fault.name or "", wanted=__version__)) from fault
            if fault is not None:
                raise fault
            total = total + partial
        return total

    def _context(self) -> "SparkContext":
        """The connection of this process, made at its first question: a process can have one."""
        try:
            from pyspark import SparkConf, SparkContext
            from pyspark.errors import PySparkException
        except ImportError:
            raise EngineError(say("engine.not_installed", engine=self.name, extra="spark")) from None
        conf = SparkConf().setMaster(self.scheduler).setAppName("Footpath")
        conf.setIfMissing("spark.ui.showConsoleProgress", "false")
        with _STARTING:
            running = SparkContext._active_spark_context
            if running is None or _stopped(running):
                if running is not None:
                    running.stop()  # Python's half of what the cluster ended
                self._check()
                try:
                    with warnings.catch_warnings():  # of pandas, which is not used here
                        warnings.simplefilter("ignore")
                        running = SparkContext(conf=conf)
                except (PySparkException, OSError) as error:
                    raise self._unreachable() from error
                running.setLogLevel("ERROR")
                atexit.register(running.stop)
            if running.master != self.scheduler:
                raise EngineError(say("engine.one_master", running=str(running.master), scheduler=self.scheduler))
            return running

    def _check(self) -> None:
        """What Spark itself would find out after minutes: no Java, or nobody at the master's address."""
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise EngineError(say("engine.no_java"))
        named = re.fullmatch(r"spark://(.+)", self.scheduler)
        places = [place.rpartition(":") for place in named[1].split(",")] if named else []
        for host, _, port in places:
            try:
                socket.create_connection((host, int(port)), self.timeout).close()
            except (OSError, ValueError):
                continue
            return
        if named:
            raise self._unreachable()

    def _unreachable(self) -> EngineError:
        wait_ms = self.timeout * 1000
        return EngineError(say("engine.unreachable", engine=self.name, scheduler=self.scheduler, wait_ms=wait_ms))

    def _collected(self, context: "SparkContext", parts: "RDD[Part]", go_on: Callable[[], None]) -> list[Part]:
        """What the workers answer. Once nobody waits for it, what was not begun is not begun any more."""
        question, began, taken = f"footpath-{uuid.uuid4()}", time.monotonic(), False

        def collect() -> list[Part]:
            context.setJobGroup(question, "Footpath")
            collected: list[Part] = parts.collect()
            return collected

        with ThreadPoolExecutor(1, thread_name_prefix="spark") as pool:
            collecting = pool.submit(collect)
            try:
                while not wait([collecting], _LOOK_S).done:
                    go_on()
                    if not taken and time.monotonic() - began > self.timeout:
                        taken = _taken(context, question)
                        if not taken:
                            raise EngineError(say("engine.no_workers", scheduler=self.scheduler))
            except BaseException:
                if not _stopped(context):
                    context.cancelJobGroup(question)
                raise
            try:
                return collecting.result()
            except Exception as error:  # of Spark: faults of folds are values
                if _stopped(context):
                    raise EngineError(say("engine.lost", scheduler=self.scheduler)) from error
                raise EngineError(say("engine.gave_up", message=_cause(error))) from error


def _stopped(context: "SparkContext") -> bool:
    """Whether the cluster has let this process go, as it does where executors cannot be started, or Java has ended."""
    try:
        return context._jsc is None or bool(context._jsc.sc().isStopped())
    except Exception:
        return True


def _cause(error: Exception) -> str:
    """What Spark says, without the traces of its own calls."""
    lines = str(error).splitlines() or [type(error).__name__]
    return next((line for line in lines if line.startswith(": ")), lines[0]).removeprefix(": ")


def _taken(context: "SparkContext", question: str) -> bool:
    """Whether a worker has taken a piece of the question."""
    tracker = context.statusTracker()
    jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(question)]
    stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
    return any(stage.numActiveTasks or stage.numCompletedTasks for stage in stages if stage)


# What follows runs on the workers. It travels whole, and names nothing of Footpath, so that a worker without it can
# say so; a fault travels as a value, because Spark would try it three times more and tell it as text.


def _folding(shared: "Broadcast[Job]") -> Callable[[tuple[int, Piece]], Part]:
    def fold(numbered: tuple[int, Piece]) -> Part:
        place, piece = numbered
        try:
            return place, shared.value.fold(piece), None
        except Exception as fault:
            return place, None, fault

    return fold


def _summed(parts: "RDD[Part]", count: int) -> "RDD[Part]":
    """The parts added by neighbours, level by level, until few are left for the one who asked."""

    def added(group: tuple[int, Iterable[Part]]) -> Part:
        place, members = group
        ordered = sorted(members, key=operator.itemgetter(0))
        fault = next((fault for _, _, fault in ordered if fault is not None), None)
        return place, None if fault else reduce(operator.add, (partial for _, partial, _ in ordered)), fault

    while count > FAN_IN:
        count = -(-count // FAN_IN)
        by_group = parts.map(lambda part: (part[0] // FAN_IN, part))
        parts = by_group.groupByKey(count, lambda place: place).map(added)
    return parts
