"""Sessions: runs of a customer's events with no gap of a given length between."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.histogram import bin_of

PASSED = 0xFFFFFFFF  #: group of a kind that is passed over
SESSIONS, CUSTOMERS, EVENTS, BOUNCES, SUM_MS = 0, 1, 2, 3, 4
BEGINS, ENDS = 0, 1

_PASSED = np.uint32(PASSED)
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    group_of: npt.NDArray[np.uint32],
    gap_ms: int,
    start_ms: int,
    end_ms: int,
    totals: npt.NDArray[np.int64],
    groups: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
) -> None:
    """Count the sessions of a block. One pass, O(events).

    Definition: an event of a customer begins a session where it is the first, or where ``gap_ms`` or more have passed
    since the one before; a session lasts from its first to its last event. Events outside [start_ms, end_ms) and of
    kinds with ``group_of`` (uint32[kinds]) PASSED are not seen.

    Added to: ``totals`` int64[5]: sessions, customers, events, sessions of one event, sum of ms; ``groups``
    int64[groups, 2]: sessions that begin and that end there; ``sizes`` and ``durations`` int64[BINS]: sessions by
    number of events, and by length in ms.
    """
    sessions = customers = events = bounces = _ZERO
    total_ms = np.int64(0)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        size = _ZERO
        began_ms = before_ms = np.int64(0)
        before = np.uint32(0)
        for event in range(first, last):
            group = group_of[kind[event]]
            if group == _PASSED:
                continue
            moment = time[event]
            if size == _ZERO:
                customers += _ONE
            elif moment - before_ms < gap_ms:
                size += _ONE
                before_ms = moment
                before = group
                continue
            else:
                groups[np.uint64(before), ENDS] += 1
                events += size
                if size == _ONE:
                    bounces += _ONE
                else:
                    sizes[bin_of(np.int64(size))] += 1
                    durations[bin_of(before_ms - began_ms)] += 1
                    total_ms += before_ms - began_ms
            sessions += _ONE
            groups[np.uint64(group), BEGINS] += 1
            size = _ONE
            began_ms = before_ms = moment
            before = group
        if size != _ZERO:
            groups[np.uint64(before), ENDS] += 1
            events += size
            if size == _ONE:
                bounces += _ONE
            else:
                sizes[bin_of(np.int64(size))] += 1
                durations[bin_of(before_ms - began_ms)] += 1
                total_ms += before_ms - began_ms
    sizes[bin_of(1)] += np.int64(bounces)
    durations[_ZERO] += np.int64(bounces)
    totals[SESSIONS] += np.int64(sessions)
    totals[CUSTOMERS] += np.int64(customers)
    totals[EVENTS] += np.int64(events)
    totals[BOUNCES] += np.int64(bounces)
    totals[SUM_MS] += total_ms
