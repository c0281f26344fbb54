"""Answers on scales, summed by group."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.answers import record

_ONE = np.uint64(1)
_IGNORED = 0xFFFFFFFF


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    score: npt.NDArray[np.float32],
    scale: npt.NDArray[np.uint8],
    group_of: npt.NDArray[np.uint32],
    start_ms: int,
    end_ms: int,
    answers: npt.NDArray[np.float64],
) -> None:
    """Add each answer of a block to its group. One pass, O(events).

    ``group_of`` uint32[kinds], row of ``answers``, 0xFFFFFFFF: passed over; ``answers`` float64[rows, SCALES, FIELDS].
    """
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        for event in range(np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])):
            if scale[event] == 0 or time[event] < start_ms or time[event] >= end_ms:
                continue
            group = group_of[kind[event]]
            if group != _IGNORED:
                record(answers, group, scale[event], score[event])
