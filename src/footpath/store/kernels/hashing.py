"""Stable 64-bit hashes of texts and numbers: the same on every machine and in every version.

Stored data depend on them (customer codes, event ids): a change of any constant needs a new workspace format.
Not keyed: they tell contents apart, they hide nothing.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

U64 = npt.NDArray[np.uint64]

_K1 = np.uint64(0x9E3779B97F4A7C15)
_K2 = np.uint64(0xBF58476D1CE4E5B9)
_K3 = np.uint64(0x94D049BB133111EB)
_FNV = np.uint64(0x100000001B3)
_ABSENT = np.uint64(0x5851F42D4C957F2D)


@njit(nogil=True, cache=True, inline="always")
def _mixed(h):  # type: ignore[no-untyped-def]
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit."""
    h = (h ^ (h >> np.uint64(30))) * _K2
    h = (h ^ (h >> np.uint64(27))) * _K3
    return h ^ (h >> np.uint64(31))


@njit(nogil=True, cache=True, inline="always")
def _mixed_text(data, start, end, seed):  # type: ignore[no-untyped-def]
    h = seed ^ ((end - start) * _K1)
    word = np.uint64(0)
    filled = np.uint64(0)
    for j in range(start, end):
        word |= np.uint64(data[j]) << (filled * np.uint64(8))
        filled += np.uint64(1)
        if filled == np.uint64(8):
            h = _mixed(h ^ word) * _FNV
            word = np.uint64(0)
            filled = np.uint64(0)
    if filled:
        h = _mixed(h ^ word) * _FNV
    return _mixed(h)


@njit(nogil=True, cache=True)
def hash_texts(offsets, data, valid, seed):  # type: ignore[no-untyped-def]
    """Hash of each text: uint64[n]. ``offsets`` int64[n + 1] into ``data`` uint8; ``valid`` uint8[n], 0 = absent."""
    n = np.uint64(len(offsets) - 1)
    out = np.empty(n, np.uint64)
    for i in range(n):
        if valid[i] == 0:
            out[i] = _mixed(_ABSENT ^ seed)
            continue
        out[i] = _mixed_text(data, np.uint64(offsets[i]), np.uint64(offsets[i + np.uint64(1)]), seed)
    return out


@njit(nogil=True, cache=True)
def hash_words(words, valid, seed):  # type: ignore[no-untyped-def]
    """Hash of each 64-bit word; ``valid`` uint8[n], 0 = absent. Returns uint64[n]."""
    n = np.uint64(len(words))
    out = np.empty(n, np.uint64)
    for i in range(n):
        out[i] = _mixed((words[i] ^ seed) * _K1) if valid[i] else _mixed(_ABSENT ^ seed)
    return out


@njit(nogil=True, cache=True)
def mix_into(total, part, salt):  # type: ignore[no-untyped-def]
    """total[i] = mixed(total[i] combined with part[i]), in place; order of calls matters."""
    for i in range(np.uint64(len(total))):
        total[i] = _mixed(total[i] * _FNV ^ (part[i] + salt))


@njit(nogil=True, cache=True)
def add_into(total, part, valid, salt):  # type: ignore[no-untyped-def]
    """total[i] += mixed(part[i]) where ``valid``, in place; the order of calls does not matter."""
    for i in range(np.uint64(len(total))):
        if valid[i]:
            total[i] += _mixed(part[i] ^ salt)


@njit(nogil=True, cache=True)
def add_codes_into(total, table, codes, salt):  # type: ignore[no-untyped-def]
    """As ``add_into`` for a coded column: ``table`` uint64, a hash an entry; ``codes`` int32[n], -1 = absent."""
    for i in range(np.uint64(len(total))):
        if codes[i] >= 0:
            total[i] += _mixed(table[codes[i]] ^ salt)


@njit(nogil=True, cache=True)
def with_ordinal(content, ordinal):  # type: ignore[no-untyped-def]
    """Id of the ``ordinal``-th event with this content (0 = the first). Returns uint64[n]."""
    n = np.uint64(len(content))
    out = np.empty(n, np.uint64)
    for i in range(n):
        out[i] = _mixed(content[i] ^ (np.uint64(ordinal[i]) * _K1))
    return out
