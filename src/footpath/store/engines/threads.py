"""The engine of one machine: folds blocks of customers on threads and adds the partial answers in block order."""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, ClassVar

from pydantic import Field

from footpath.store.engines._engine import Engine, Folds, Frame
from footpath.store.journeys import Journeys
from footpath.store.source import Source


class Threads(Engine):
    """This process: one thread for each processor."""

    name: ClassVar[str] = "threads"
    example: ClassVar[dict[str, Any]] = {"workers": 2}

    workers: int | None = Field(None, ge=1, description="threads; none given: as many as processors may be used")

    def run(self, analysis: Folds[Any], frame: Any, source: Source, go_on: Callable[[], None]) -> Any:
        return run(analysis, frame, source.blocks(frame, go_on), self.workers)


#: The engine where nothing else is asked for.
HERE = Threads()


def run(
    analysis: Folds[Frame],
    frame: Frame,
    blocks: Sequence[Callable[[], Journeys]],
    workers: int | None = None,
) -> Any:
    """Partial answer over all ``blocks``: the sum of their folds, in their order whatever finishes first.

    Two sums of as many blocks each are added as soon as there are: what grows with the blocks, such as paths that are
    seen once, is copied as often as the number of blocks can be halved, not once a block.

    ``blocks`` are opened on the threads, at most two a worker ahead of the sum, so that memory stays bounded. Folds
    release the GIL; ``workers`` defaults to the processors this process may use. Blocks of about as many events each
    share the work best. The first fault of a block, in block order, is raised; later blocks are not begun.
    """
    total = _Sum(analysis.zero(frame))
    count = min(workers or _processors(), len(blocks))
    if count < 2:
        for block in blocks:
            total.take(analysis.fold(block(), frame))
        return total.whole()

    def fold(block: Callable[[], Journeys]) -> Any:
        return analysis.fold(block(), frame)

    ahead: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(count, thread_name_prefix="fold") as pool:
        try:
            for block in blocks:
                # Whether somebody still waits is known in the context that asks.
                ahead.append(pool.submit(copy_context().run, fold, block))
                if len(ahead) > 2 * count:
                    total.take(ahead.popleft().result())
            while ahead:
                total.take(ahead.popleft().result())
        finally:
            for future in ahead:
                future.cancel()
    return total.whole()


class _Sum:
    """A sum of partial answers in their order; its shape follows from their number alone."""

    def __init__(self, zero: Any) -> None:
        self._zero = zero
        self._parts: list[tuple[int, Any]] = []  # how many blocks, and their sum; ever fewer

    def take(self, part: Any) -> None:
        size = 1
        while self._parts and self._parts[-1][0] == size:
            part = self._parts.pop()[1] + part
            size *= 2
        self._parts.append((size, part))

    def whole(self) -> Any:
        total = self._zero
        if self._parts:
            total = self._parts.pop()[1]
            while self._parts:
                total = self._parts.pop()[1] + total
            total = self._zero + total
        return total


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
