"""Where journeys are at each of their first steps."""

import numpy as np
import numpy.typing as npt
from numba import njit

NO_NODE = 0xFFFF_FFFF  #: node of a kind that is passed over

_NO_NODE = np.uint32(NO_NODE)
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    node_of: npt.NDArray[np.uint32],
    collapse: bool,
    start_ms: int,
    end_ms: int,
    table: npt.NDArray[np.int64],
) -> int:
    """The first steps of every journey of a block. O(customers x steps + events before the period or passed over).

    ``node_of`` uint32[kinds], NO_NODE: passed over; ``collapse``: consecutive events of one node are one step. Events
    outside [start_ms, end_ms) are not seen. Added to: ``table`` int64[steps, nodes + 1], journeys by node at each step,
    the last column those that ended before. Returns the journeys with a step.
    """
    steps, ended = np.uint64(table.shape[0]), np.uint64(table.shape[1] - 1)
    journeys = 0
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        step = _ZERO
        before = _NO_NODE
        for event in range(np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])):
            if step == steps or time[event] >= end_ms:
                break
            node = node_of[kind[event]]
            if time[event] < start_ms or node == _NO_NODE or (collapse and node == before):
                continue
            table[step, np.uint64(node)] += 1
            step += _ONE
            before = node
        if step == _ZERO:
            continue
        journeys += 1
        while step < steps:
            table[step, ended] += 1
            step += _ONE
    return journeys
