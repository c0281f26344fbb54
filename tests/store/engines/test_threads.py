"""The thread engine: order, bounds, faults."""

import threading
import time
from contextvars import ContextVar
from typing import NamedTuple

import numpy as np
import pytest

from footpath.store.engines.threads import run
from footpath.store.journeys import Journeys


def block(first: int) -> Journeys:
    return Journeys(np.array([first], np.uint64), np.array([0, 0]), np.ones(1, np.uint8), {})


class Names:
    """A fold whose sum shows the order of its parts."""

    def zero(self, frame: str) -> str:
        return frame

    def fold(self, journeys: Journeys, frame: str) -> str:
        time.sleep(0.002 * (5 - int(journeys.customers[0]) % 5))
        return str(journeys.customers[0])


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_adds_in_block_order_whoever_finishes_first(workers: int) -> None:
    blocks = [lambda i=i: block(i) for i in range(10)]
    assert run(Names(), ">", blocks, workers) == ">0123456789"


class Sizes:
    """A fold whose sums count how often each part is copied."""

    def zero(self, frame: str) -> "Sum":
        return Sum(0, 0)

    def fold(self, journeys: Journeys, frame: str) -> "Sum":
        return Sum(1, 0)


class Sum(NamedTuple):
    parts: int
    copied: int

    def __add__(self, other: "Sum") -> "Sum":  # type: ignore[override]
        parts = self.parts + other.parts
        return Sum(parts, self.copied + other.copied + parts)


@pytest.mark.parametrize("workers", [1, 3])
def test_no_part_is_copied_at_each_addition(workers: int) -> None:
    total = run(Sizes(), ">", [lambda i=i: block(i) for i in range(1000)], workers)
    assert total.parts == 1000
    assert total.copied < 1000 * 14  # 1000 * 500 where each block is added to all before it


def test_no_blocks_are_zero() -> None:
    assert run(Names(), ">", []) == ">"


@pytest.mark.parametrize("workers", [1, 3])
def test_a_fault_is_raised_and_later_blocks_are_not_begun(workers: int) -> None:
    begun: list[int] = []
    lock = threading.Lock()

    def open_block(i: int) -> Journeys:
        with lock:
            begun.append(i)
        if i == 2:
            raise ValueError("Segment 7 is damaged.")
        return block(i)

    with pytest.raises(ValueError, match="Segment 7"):
        run(Names(), ">", [lambda i=i: open_block(i) for i in range(100)], workers)
    assert len(begun) < 30


class Asked:
    """A fold that says for whom it works."""

    def zero(self, frame: str) -> tuple[str, ...]:
        return ()

    def fold(self, journeys: Journeys, frame: str) -> tuple[str, ...]:
        return (ASKER.get(),)


ASKER: ContextVar[str] = ContextVar("asker", default="nobody")


@pytest.mark.parametrize("workers", [1, 3])
def test_every_block_is_folded_in_the_context_that_asks(workers: int) -> None:
    """Whether somebody still waits for the answer is known there."""
    token = ASKER.set("somebody")
    try:
        assert run(Asked(), "", [lambda i=i: block(i) for i in range(5)], workers) == ("somebody",) * 5
    finally:
        ASKER.reset(token)
