"""Log-spaced histograms of durations: they add, and give quantiles to 1 %.

A duration of d milliseconds falls in bin 0 where d <= 0, else in the bin named by its binary exponent and the
next ``SUB_BITS`` bits of its mantissa: 64 bins an octave, none wider than 1/64 of its lower edge, so that the
middle of a bin is within 0.8 % of every duration in it; whole durations below 128 ms have a bin of their own.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

SUB_BITS = 6
OCTAVES = 45  #: 2**45 ms are 1,100 years; longer durations fall in the last bin
BINS = (OCTAVES << SUB_BITS) + 1

_SHIFT = np.uint64(52 - SUB_BITS)
_FIRST = np.uint64((1023 << SUB_BITS) - 1)
_LAST = np.uint64(BINS - 1)


@njit(nogil=True, cache=True)
def bin_of(duration_ms: int) -> np.uint64:
    """Bin (uint64, below ``BINS``) of a duration (int64 ms). O(1), no logarithm: the bits of the float are one."""
    if duration_ms <= 0:
        return np.uint64(0)
    found = (np.float64(duration_ms).view(np.uint64) >> _SHIFT) - _FIRST
    return min(found, _LAST)


def middles() -> npt.NDArray[np.float64]:
    """float64[BINS]: the duration in ms that stands for each bin, exact where the bin holds one whole number."""
    bins = np.arange(BINS, dtype=np.uint64)
    lower = ((bins + _FIRST) << _SHIFT).view(np.float64)
    upper = ((bins + _FIRST + np.uint64(1)) << _SHIFT).view(np.float64)
    middle = np.where(upper - lower <= 1, np.ceil(lower), (lower + upper) / 2)
    middle[0] = 0
    return middle
