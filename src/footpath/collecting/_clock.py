"""Reads dates and times from text columns, whatever their punctuation.

Understood: numbers in the order year-month-day, day-month-year or month-day-year with any separators, years of
two or four digits, months by their English names, compact ``20240131`` and ``20240131T101500``, an optional time
of day with seconds, fraction and AM/PM, and an optional zone (``Z``, ``UTC``, ``+01:00``). A year of four digits
in front is year-month-day in every order.
"""

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.collecting._clock_kernel import read

Order = Literal["ymd", "dmy", "mdy"]
ORDERS: dict[str, int] = {"ymd": 0, "dmy": 1, "mdy": 2}
BAD, NAIVE, ZONED, DATE = 0, 1, 2, 3


class Times(NamedTuple):
    """``ms`` int64[n]: UTC ms where zoned, else ms on the local clock; ``state`` uint8[n].

    BAD: not read; NAIVE: without a zone; ZONED: with one; DATE: without zone and time of day.
    """

    ms: npt.NDArray[np.int64]
    state: npt.NDArray[np.uint8]


def read_times(texts: pa.Array, order: str) -> Times:
    """Times of a large_string array; null reads as BAD."""
    _, offset_buffer, data_buffer = texts.buffers()
    n = len(texts)
    ms, state = np.zeros(n, np.int64), np.zeros(n, np.uint8)
    if n and data_buffer is not None and data_buffer.size:
        offsets = np.frombuffer(offset_buffer, np.int64, n + 1, texts.offset * 8)
        read(np.frombuffer(data_buffer, np.uint8), offsets, ORDERS[order], ms, state)
    if texts.null_count:
        state[~texts.is_valid().to_numpy(zero_copy_only=False)] = BAD
    return Times(ms, state)
