"""Retention: who comes back in which period after the first start event ever."""

import numpy as np
import numpy.typing as npt
from numba import njit

START, BACK, ACTIVE = 1, 2, 4  #: what a kind counts for, as bits
ON, ON_OR_AFTER, BRACKET = 0, 1, 2
DONE, EARLY = 0, 1  #: returned in a cell whose time is over; returned already where it is not

_START, _BACK, _ACTIVE = np.uint8(START), np.uint8(BACK), np.uint8(ACTIVE)
_ALL = np.uint8(START | BACK | ACTIVE)
_ZERO, _ONE = np.uint64(0), np.uint64(1)
_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    flags: npt.NDArray[np.uint8],
    bounds: npt.NDArray[np.int64],
    places: npt.NDArray[np.uint32],
    shift: int,
    limit_ms: int,
    over: int,
    length_ms: int,
    mode: int,
    masks: npt.NDArray[np.uint64],
    lasts: npt.NDArray[np.uint64],
    elapsed: npt.NDArray[np.int64],
    returned: npt.NDArray[np.int64],
    activity: npt.NDArray[np.int64],
) -> None:
    """Count cohorts and returns of a block. One pass, O(events).

    Definition: a customer belongs to the calendar period of the first start event ever. Events from that moment on
    (the same moment included) that count as back fall in period k: k calendar periods later, or, where ``length_ms``
    is not 0, that many of these lengths after the start. Nothing from ``limit_ms`` on is seen.

    ``flags`` uint8[kinds]: bits START, BACK, ACTIVE. ``bounds``, ``places``, ``shift`` as in ``analyses._calendar``;
    customers who began before ``bounds[0]`` are in no cohort; ``over``: calendar periods that have fully elapsed.
    ``masks`` uint64[cells]: (BRACKET) bit j where bracket j holds period k, ``lasts`` uint64[columns] its last
    period; returns in periods beyond ``cells`` count for ON_OR_AFTER only.

    Added to: ``elapsed`` int64[periods, cells + 1]: customers by how many of their periods have elapsed, more than
    ``cells`` in the last column; ``returned`` int64[periods, columns + 1, 2]: DONE and EARLY, the last column to no
    meaning, under ON_OR_AFTER by the last such period alone; ``activity`` int64[periods + 1, 2]: customers active in
    a period, and also in the next, the last row to no meaning.
    """
    cells = np.uint64(len(masks))
    first_ms = bounds[0]
    nowhere = np.uint64(len(activity) - 1)
    settling = length_ms == 0  # after an event that counts for all, the others of its period bring nothing new
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[last - _ONE] >= limit_ms:
            last -= _ONE
        begun = False
        while first < last and time[first] < first_ms:
            begun |= flags[kind[first]] & _START != 0
            first += _ONE
        joined = back = False
        cohort = whole = hits = current = _ZERO
        active = nowhere
        seen = _NEVER
        began_ms = edge_ms = back_ms = np.int64(0)
        settled_ms = first_ms
        for event in range(first, last):
            moment = time[event]
            if moment < settled_ms:
                continue
            flag = flags[kind[event]]
            if flag == 0:
                continue
            period = np.uint64(places[np.uint64((moment - first_ms) >> shift)])
            period += np.uint64(moment >= bounds[period + _ONE])
            if settling and flag == _ALL:
                settled_ms = bounds[period + _ONE]
            if flag & _ACTIVE:
                activity[period, 0] += active != period
                activity[active, 1] += active + _ONE == period
                active = period
            if not joined:
                if begun:
                    continue
                if flag & _BACK:
                    back = True
                    back_ms = moment
                if flag & _START == 0:
                    continue
                begun = joined = True
                cohort = period
                began_ms = moment
                edge_ms = moment + length_ms
                whole = np.uint64((limit_ms - moment) // length_ms) if length_ms else np.uint64(over) - cohort
                elapsed[cohort, min(whole, cells)] += 1
                if not back or back_ms != moment:
                    continue
            elif flag & _BACK == 0:
                continue
            if length_ms == 0:
                current = period - cohort
            elif moment >= edge_ms:
                current = np.uint64((moment - began_ms) // length_ms)
                edge_ms = began_ms + np.int64(current + _ONE) * length_ms
            if mode == ON:
                returned[cohort, min(current, cells), np.uint64(current >= whole)] += current != seen
            elif mode == BRACKET and current < cells:
                hits |= masks[current]
            seen = current
        if seen == _NEVER:
            continue
        if mode == ON_OR_AFTER:
            if seen >= whole:
                returned[cohort, min(seen, cells), EARLY] += 1
            if whole > _ZERO:
                returned[cohort, min(seen, whole - _ONE, cells - _ONE), DONE] += 1
        elif mode == BRACKET:
            for column in range(np.uint64(len(lasts))):
                if hits >> column & _ONE:
                    returned[cohort, column, EARLY if lasts[column] >= whole else DONE] += 1
