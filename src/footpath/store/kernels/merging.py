"""The merge of entries: a journey is the merge of its entries, oldest first."""

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def plan(customers, starts, lengths, replaces, time, arrival):  # type: ignore[no-untyped-def]
    """Which events of the pool make up each customer, in order.

    Rows are entries sorted by (customer, age): ``customers`` uint64[r], ``starts`` and ``lengths`` int64[r]
    (slices of the pool), ``replaces`` uint8[r] (hides the customer's older entries). ``time`` int64 and
    ``arrival`` uint64 of the pool. Slices lie by (time, arrival), and so does the result: an entry that begins
    before its elder ends is merged in. O(events), and O(events x entries) for customers with late ones.

    Returns customers uint64[c], row int64[c] (the newest entry of each), hides uint8[c] (one of its entries
    replaces), offsets int64[c + 1], take int64[events].
    """
    rows = len(customers)
    out_customers = np.empty(rows, np.uint64)
    out_row = np.empty(rows, np.int64)
    out_hides = np.zeros(rows, np.uint8)
    out_offsets = np.zeros(rows + 1, np.int64)
    take = np.empty(lengths.sum(), np.int64)
    count = 0
    filled = 0
    i = 0
    while i < rows:
        end = i + 1
        while end < rows and customers[end] == customers[i]:
            end += 1
        first = i
        for j in range(i, end):
            if replaces[j]:
                first = j
                out_hides[count] = 1
        begin = filled
        for j in range(first, end):
            late = lengths[j] > 0 and filled > begin and _before(time, arrival, starts[j], take[filled - 1])
            for k in range(lengths[j]):
                take[filled + k] = starts[j] + k
            if late:
                _merge_tail(take, begin, filled, filled + lengths[j], time, arrival)
            filled += lengths[j]
        out_customers[count] = customers[i]
        out_row[count] = end - 1
        count += 1
        out_offsets[count] = filled
        i = end
    return out_customers[:count], out_row[:count], out_hides[:count], out_offsets[: count + 1], take[:filled]


@njit(nogil=True, cache=True, inline="always")
def _before(time, arrival, a, b):  # type: ignore[no-untyped-def]
    return time[a] < time[b] or (time[a] == time[b] and arrival[a] < arrival[b])


@njit(nogil=True, cache=True)
def _merge_tail(take, begin, middle, end, time, arrival):  # type: ignore[no-untyped-def]
    """Merge the sorted slices take[begin:middle] and take[middle:end] in place; the older wins a tie."""
    elder = take[begin:middle].copy()
    younger = take[middle:end].copy()
    a = 0
    b = 0
    for k in range(begin, end):
        if b < len(younger) and (a == len(elder) or _before(time, arrival, younger[b], elder[a])):
            take[k] = younger[b]
            b += 1
        else:
            take[k] = elder[a]
            a += 1


@njit(nogil=True, cache=True)
def varies(offsets, codes):  # type: ignore[no-untyped-def]
    """Whether a customer has two different known codes (0 = missing). ``offsets`` int64[n + 1], ``codes`` unsigned."""
    for i in range(len(offsets) - 1):
        seen = codes.dtype.type(0)
        for j in range(offsets[i], offsets[i + 1]):
            if codes[j] != 0:
                if seen != 0 and codes[j] != seen:
                    return True
                seen = codes[j]
    return False


@njit(nogil=True, cache=True)
def sorted_membership(run_high, run_low, high, low):  # type: ignore[no-untyped-def]
    """Which of the ids (sorted by high, low) stand in the run (sorted alike). Returns uint8[n].

    Many ids walk along the run, O(run + n); few jump, O(n log run).
    """
    n = np.uint64(len(high))
    rows = np.uint64(len(run_high))
    found = np.zeros(n, np.uint8)
    few = n * np.uint64(32) < rows
    at = np.uint64(0)
    for i in range(n):
        if few:
            at = np.uint64(np.searchsorted(run_high, high[i]))
        while at < rows and (run_high[at] < high[i] or (run_high[at] == high[i] and run_low[at] < low[i])):
            at += np.uint64(1)
        if at < rows and run_high[at] == high[i] and run_low[at] == low[i]:
            found[i] = 1
    return found


@njit(nogil=True, cache=True)
def merge_sorted(high_a, low_a, high_b, low_b):  # type: ignore[no-untyped-def]
    """Two runs of ids (each sorted by high, low) as one. Returns uint64[a + b] twice. O(a + b)."""
    rows_a = np.uint64(len(high_a))
    rows_b = np.uint64(len(high_b))
    high = np.empty(rows_a + rows_b, np.uint64)
    low = np.empty(rows_a + rows_b, np.uint64)
    a = np.uint64(0)
    b = np.uint64(0)
    for i in range(rows_a + rows_b):
        first = b == rows_b
        if not first and a < rows_a:
            first = high_a[a] < high_b[b] or (high_a[a] == high_b[b] and low_a[a] <= low_b[b])
        if first:
            high[i] = high_a[a]
            low[i] = low_a[a]
            a += np.uint64(1)
        else:
            high[i] = high_b[b]
            low[i] = low_b[b]
            b += np.uint64(1)
    return high, low
