"""Sparse counts: sorted keys with numbers beside them. What is too wide for a dense table adds as these."""

import numpy as np
import numpy.typing as npt
from numba import njit

_ONE = np.uint64(1)


@njit(nogil=True, cache=True)
def _merge(
    keys_a: npt.NDArray[np.uint64],
    values_a: npt.NDArray[np.int64],
    keys_b: npt.NDArray[np.uint64],
    values_b: npt.NDArray[np.int64],
    keys: npt.NDArray[np.uint64],
    values: npt.NDArray[np.int64],
) -> np.uint64:
    """Merge two sorted lists of distinct keys; rows of equal keys are summed. Returns how many keys. O(a + b).

    ``keys_*`` uint64[n] ascending; ``values_*`` int64[n, columns]; ``keys``, ``values`` have room for a + b rows.
    """
    i = j = out = np.uint64(0)
    size_a, size_b = np.uint64(len(keys_a)), np.uint64(len(keys_b))
    columns = np.uint64(values.shape[1])
    while i < size_a and j < size_b:
        x, y = keys_a[i], keys_b[j]
        if x == y:
            for column in range(columns):
                values[out, column] = values_a[i, column] + values_b[j, column]
            keys[out] = x
            i += _ONE
            j += _ONE
        elif x < y:
            for column in range(columns):
                values[out, column] = values_a[i, column]
            keys[out] = x
            i += _ONE
        else:
            for column in range(columns):
                values[out, column] = values_b[j, column]
            keys[out] = y
            j += _ONE
        out += _ONE
    while i < size_a:
        keys[out] = keys_a[i]
        for column in range(columns):
            values[out, column] = values_a[i, column]
        i += _ONE
        out += _ONE
    while j < size_b:
        keys[out] = keys_b[j]
        for column in range(columns):
            values[out, column] = values_b[j, column]
        j += _ONE
        out += _ONE
    return out


@njit(nogil=True, cache=True)
def union(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Union of two sets, each uint64[n] ascending and distinct. O(a + b)."""
    found = np.empty(len(a) + len(b), np.uint64)
    i = j = used = np.uint64(0)
    size_a, size_b = np.uint64(len(a)), np.uint64(len(b))
    while i < size_a and j < size_b:
        x, y = a[i], b[j]
        found[used] = min(x, y)
        i += np.uint64(x <= y)
        j += np.uint64(y <= x)
        used += _ONE
    rest_a, rest_b = size_a - i, size_b - j
    found[used : used + rest_a] = a[i:]
    used += rest_a
    found[used : used + rest_b] = b[j:]
    return found[: used + rest_b].copy()


def add(
    keys_a: npt.NDArray[np.uint64],
    values_a: npt.NDArray[np.int64],
    keys_b: npt.NDArray[np.uint64],
    values_b: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Sum of two sparse counts: ``keys`` uint64[n] ascending and distinct, ``values`` int64[n, columns]."""
    if not len(keys_a):
        return keys_b, values_b
    if not len(keys_b):
        return keys_a, values_a
    room = len(keys_a) + len(keys_b)
    keys = np.empty(room, np.uint64)
    values = np.empty((room, values_a.shape[1]), np.int64)
    used = int(_merge(keys_a, values_a, keys_b, values_b, keys, values))
    return keys[:used], values[:used]  # at least half of the room: a copy would cost more than the rest of it
