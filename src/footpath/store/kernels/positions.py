"""Where kinds lie in journeys: relative position, last events, and what precedes the outcome."""

import numpy as np
import numpy.typing as npt
from numba import njit

EVENTS, CUSTOMERS, LAST, BEFORE = 0, 1, 2, 3
POSITIONS = 65  #: bins of relative positions: the nearest 64th of the journey
MIDDLE = 32  #: where the only event of a journey is said to lie

_ONE = np.uint64(1)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    actor_of: npt.NDArray[np.uint8],
    outcome_of: npt.NDArray[np.uint8],
    start_ms: int,
    end_ms: int,
    kinds: npt.NDArray[np.int64],
    positions: npt.NDArray[np.uint32],
) -> tuple[int, int]:
    """Count where each kind lies. Two passes over a customer's events, O(events); returns journeys and successes.

    ``actor_of`` uint8[kinds], 0: passed over; ``outcome_of`` uint8[kinds], 1: the outcome. Added to: ``kinds``
    int64[kinds, 4]: events, customers, journeys it ends, customers with an outcome event after their first of the
    kind; ``positions`` uint32[kinds, POSITIONS]: events by relative position, 0 the first and 64 the last event.
    """
    marks = np.zeros(len(kinds), np.uint32)
    journeys = successes = 0
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        me = np.uint32(customer + _ONE)
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        size = 0
        ending = success = first
        for event in range(first, last):
            code = kind[event]
            if actor_of[code] == 0:
                continue
            size += 1
            ending = event
            if outcome_of[code]:
                success = event + _ONE
        if size == 0:
            continue
        journeys += 1
        successes += success > first
        kinds[kind[ending], LAST] += 1
        step = (POSITIONS - 1) / (size - 1) if size > 1 else 0.0
        place = 0.5 if size > 1 else MIDDLE + 0.5
        for event in range(first, last):
            code = kind[event]
            if actor_of[code] == 0:
                continue
            kinds[code, EVENTS] += 1
            positions[code, np.uint64(place)] += 1
            place += step
            if marks[code] != me:
                marks[code] = me
                kinds[code, CUSTOMERS] += 1
                if event + _ONE < success:
                    kinds[code, BEFORE] += 1
    return journeys, successes
