"""The floor: reading the bytes of the columns once, in memory, on all processors."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit


@njit(nogil=True, fastmath=True)
def _sum(words: npt.NDArray[np.int64]) -> int:
    total = 0
    for word in words:
        total += word
    return total


class Floor:
    """``events``: how many, as the name of a path."""

    def __init__(self, events: Path) -> None:
        self._events = int(events.name)
        self._words = np.arange(self._events * 18 // 8, dtype=np.int64)
        self._workers = ThreadPoolExecutor(len(os.sched_getaffinity(0)))
        _sum(self._words[:8])

    def ask(self, name: str) -> int:
        """``name``: bytes an event."""
        words = self._words[: self._events * int(name) // 8]
        return sum(self._workers.map(_sum, np.array_split(words, 16)))

    def compared(self, name: str, answer: Any) -> Any:
        return answer
