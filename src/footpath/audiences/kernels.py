"""Events to customers: the loops under a rule. One pass each, O(events); ``offsets`` int64[n + 1], results [n]."""

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def any_event(offsets, codes, table):  # type: ignore[no-untyped-def]
    """uint8[n]: 1 where some event's code has ``table[code]`` set. ``codes`` uint8/16/32[events], ``table`` uint8."""
    found = np.zeros(len(offsets) - 1, np.uint8)
    for i in range(len(found)):
        for j in range(offsets[i], offsets[i + 1]):
            if table[codes[j]]:
                found[i] = 1
                break
    return found


@njit(nogil=True, cache=True)
def newest_known(offsets, codes, table):  # type: ignore[no-untyped-def]
    """uint8[n]: ``table`` of the customer's newest code that is not 0 (missing); 0 where all are missing."""
    found = np.zeros(len(offsets) - 1, np.uint8)
    for i in range(len(found)):
        for j in range(offsets[i + 1] - 1, offsets[i] - 1, -1):
            if codes[j] != 0:
                found[i] = table[codes[j]]
                break
    return found


@njit(nogil=True, cache=True)
def count_events(offsets, codes, table, time, since):  # type: ignore[no-untyped-def]
    """int64[n]: events at ``since`` (UTC ms, inclusive) or later whose code has ``table[code]`` set."""
    counts = np.zeros(len(offsets) - 1, np.int64)
    for i in range(len(counts)):
        for j in range(offsets[i + 1] - 1, offsets[i] - 1, -1):
            if time[j] < since:
                break
            if table[codes[j]]:
                counts[i] += 1
    return counts


@njit(nogil=True, cache=True)
def newest_score(offsets, scale, score, code):  # type: ignore[no-untyped-def]
    """float64[n]: the customer's newest score on the scale ``code``; NaN where there is none."""
    newest = np.full(len(offsets) - 1, np.nan)
    for i in range(len(newest)):
        for j in range(offsets[i + 1] - 1, offsets[i] - 1, -1):
            if scale[j] == code and not np.isnan(score[j]):
                newest[i] = score[j]
                break
    return newest


@njit(nogil=True, cache=True)
def newest_code(offsets, codes):  # type: ignore[no-untyped-def]
    """uint32[n]: the customer's newest code that is not 0 (missing); 0 where all are missing."""
    found = np.zeros(len(offsets) - 1, np.uint32)
    for i in range(len(found)):
        for j in range(offsets[i + 1] - 1, offsets[i] - 1, -1):
            if codes[j] != 0:
                found[i] = codes[j]
                break
    return found


@njit(nogil=True, cache=True)
def first_code(offsets, codes, time, start, end):  # type: ignore[no-untyped-def]
    """uint32[n]: the customer's first code that is not 0, of events in [start, end) (UTC ms); 0 where there is none."""
    found = np.zeros(len(offsets) - 1, np.uint32)
    for i in range(len(found)):
        for j in range(offsets[i], offsets[i + 1]):
            if time[j] >= end:
                break
            if time[j] >= start and codes[j] != 0:
                found[i] = codes[j]
                break
    return found
