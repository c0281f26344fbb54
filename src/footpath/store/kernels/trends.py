"""Trends: events, distinct customers and the sum of values by calendar period and group."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.sessions import PASSED

EVENTS, CUSTOMERS, VALUED, WHOLE, MILLIONTHS = 0, 1, 2, 3, 4
COLUMNS = 5

_PASSED = np.uint32(PASSED)
_ZERO, _ONE = np.uint64(0), np.uint64(1)
_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
_LARGEST = 2.0**53


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    value: npt.NDArray[np.float64],
    group_of: npt.NDArray[np.uint32],
    groups: int,
    bounds: npt.NDArray[np.int64],
    places: npt.NDArray[np.uint32],
    shift: int,
    start_ms: int,
    end_ms: int,
    hashed: bool,
    slots: npt.NDArray[np.uint64],
    ids: npt.NDArray[np.uint32],
    keys: npt.NDArray[np.uint64],
    marks: npt.NDArray[np.uint32],
    values: npt.NDArray[np.int64],
) -> tuple[int, int]:
    """Count the events of a block by period and group. One pass, O(events).

    Definition: a cell is ``period * groups + group``. Its events, the customers with at least one of them, how many
    of the events have a value, and the sum of these, each to the millionth (whole part and millionths apart, so that
    sums are exact and add in any order); a value of 2**53 or more in size counts as none.

    ``group_of`` uint32[kinds], PASSED: passed over. ``bounds``, ``places``, ``shift`` as in ``analyses._calendar``;
    events outside [start_ms, end_ms) are not seen. ``marks`` uint32 zeros and ``values`` int64[., COLUMNS] zeros: a
    row for each cell, or (``hashed``) for each event and one more. Only where hashed: ``slots`` uint64 zeros, a power
    of two that is at least twice the events; ``ids`` uint32 beside them; ``keys`` uint64, the cell of each row in
    order of discovery. Returns customers with an event, and rows used (0 where not hashed).
    """
    first_ms = bounds[0]
    width = np.uint64(groups)
    last_slot = np.uint64(len(slots)) - _ONE
    used = customers = _ZERO
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        me = np.uint32(customer + _ONE)
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        found = _ZERO
        for event in range(first, last):
            group = group_of[kind[event]]
            if group == _PASSED:
                continue
            moment = time[event]
            found = _ONE
            period = np.uint64(places[np.uint64((moment - first_ms) >> shift)])
            period += np.uint64(moment >= bounds[period + _ONE])
            row = period * width + np.uint64(group)
            if hashed:
                key = row
                slot = (key * _MIX >> _HALF) & last_slot
                while slots[slot] != _ZERO and slots[slot] != key + _ONE:
                    slot = (slot + _ONE) & last_slot
                if slots[slot] == _ZERO:
                    slots[slot] = key + _ONE
                    ids[slot] = used
                    keys[used] = key
                    used += _ONE
                row = np.uint64(ids[slot])
            values[row, EVENTS] += 1
            values[row, CUSTOMERS] += marks[row] != me
            marks[row] = me
            amount = value[event]
            if np.abs(amount) < _LARGEST:
                whole = np.floor(amount)
                values[row, VALUED] += 1
                values[row, WHOLE] += np.int64(whole)
                values[row, MILLIONTHS] += np.int64(np.rint((amount - whole) * 1e6))
        customers += found
    return np.int64(customers), np.int64(used)
