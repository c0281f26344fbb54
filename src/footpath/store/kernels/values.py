"""Hashes of values whatever their type was taken for: a number written as text hashes as the number."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.hashing import _K1, _mixed, _mixed_text

U64 = npt.NDArray[np.uint64]
F64 = npt.NDArray[np.float64]

#: Powers of ten that float64 holds exactly.
_TENS: F64 = np.array([10.0**k for k in range(23)])
#: Mantissas below it are exact, and so is their product with or quotient by an exact power of ten (Clinger 1990).
_EXACT = np.int64(1) << np.int64(53)
_NOT = np.nan


@njit(nogil=True, cache=True)
def number_in(data, start, end):  # type: ignore[no-untyped-def]
    """The number that ``data[start:end]`` writes, true and false as 1 and 0; NaN where it writes none.

    Numbers as columns of them are recognised: no leading zero, no plus, at most 18 digits, a fraction, an exponent. Of
    more digits than float64 holds, only whole ones are read: for the others the nearest is not found in one step.
    """
    n = end - start
    if n == 0 or n > 26:
        return _NOT
    first = data[start]
    if first == 116 or first == 102 or first == 84 or first == 70:  # t f T F
        return _truth(data, start, n)
    i = start
    negative = first == 45
    if negative:
        i += 1
    mantissa, digits, exponent = np.int64(0), 0, 0
    begin = i
    while i < end and 48 <= data[i] <= 57 and digits < 19:
        mantissa = mantissa * 10 + np.int64(data[i] - 48)
        digits += 1
        i += 1
    whole = i - begin
    if whole == 0 or digits > 18 or (whole > 1 and data[begin] == 48):
        return _NOT
    if i < end and data[i] == 46:
        i += 1
        begin = i
        while i < end and 48 <= data[i] <= 57 and digits < 19:
            mantissa = mantissa * 10 + np.int64(data[i] - 48)
            digits += 1
            exponent -= 1
            i += 1
        if i == begin or digits > 18:
            return _NOT
    if i < end and (data[i] == 101 or data[i] == 69):
        i += 1
        down = i < end and data[i] == 45
        if i < end and (data[i] == 45 or data[i] == 43):
            i += 1
        begin, power = i, 0
        while i < end and 48 <= data[i] <= 57 and i - begin < 3:
            power = power * 10 + (data[i] - 48)
            i += 1
        if i == begin:
            return _NOT
        exponent += -power if down else power
    if i < end or exponent > 22 or exponent < -22 or (exponent != 0 and mantissa >= _EXACT):
        return _NOT
    value = np.float64(mantissa)
    value = value / _TENS[-exponent] if exponent < 0 else value * _TENS[exponent]
    return (-value if negative else value) + 0.0


@njit(nogil=True, cache=True)
def _truth(data, start, n):  # type: ignore[no-untyped-def]
    """true, True or TRUE as 1, false likewise as 0."""
    if n == 4 and (data[start] | 32) == 116:
        rest = (114, 117, 101, 0)  # rue
    elif n == 5 and (data[start] | 32) == 102:
        rest = (97, 108, 115, 101)  # alse
    else:
        return _NOT
    small, large = True, True
    for j in range(n - 1):
        small = small and data[start + 1 + j] == rest[j]
        large = large and data[start + 1 + j] == rest[j] - 32
    if small or (large and data[start] < 97):
        return 1.0 if n == 4 else 0.0
    return _NOT


@njit(nogil=True, cache=True)
def hash_values(offsets, data, valid, seed):  # type: ignore[no-untyped-def]
    """Hash of each text, of one that writes a number the hash of the number: uint64[n]. As ``hash_texts`` otherwise."""
    n = len(offsets) - 1
    out = np.empty(n, np.uint64)
    word = np.empty(1, np.float64)
    for i in range(n):
        if valid[i] == 0:
            out[i] = np.uint64(0)
            continue
        start, end = np.int64(offsets[i]), np.int64(offsets[i + 1])
        word[0] = number_in(data, start, end)
        if np.isnan(word[0]):
            out[i] = _mixed_text(data, np.uint64(start), np.uint64(end), seed)
        else:
            out[i] = _mixed((word.view(np.uint64)[0] ^ seed) * _K1)
    return out
