"""Arrow columns out of the store's arrays, without a copy where the layouts agree."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.store.dictionaries import smallest

MOMENT = pa.timestamp("ms", tz="UTC")


def moments(ms: npt.NDArray[np.int64]) -> pa.Array:
    """UTC milliseconds as moments."""
    return pa.array(ms).view(MOMENT)


def numbers(values: npt.NDArray[np.floating]) -> pa.Array:
    """Numbers; NaN is null."""
    return pa.array(values, from_pandas=True)


def hexadecimal(codes: npt.NDArray[np.uint64]) -> pa.Array:
    """Customer codes as their ids, 16 hexadecimal digits: string[n]."""
    digits = codes.astype(">u8").tobytes().hex().encode()
    offsets = np.arange(0, 16 * len(codes) + 1, 16, dtype=np.int32)
    return pa.StringArray.from_buffers(len(codes), pa.py_buffer(offsets), pa.py_buffer(digits))


class Texts:
    """Texts by code, an empty one null: ``type`` of a column of them, and the column for codes."""

    def __init__(self, values: Sequence[str | None]) -> None:
        self._codes = smallest(len(values))
        self._values = pa.array([value or None for value in values] or [None], pa.string())
        self.type = pa.dictionary(pa.from_numpy_dtype(self._codes), pa.string())

    def of(self, codes: npt.NDArray[np.unsignedinteger]) -> pa.Array:
        """The texts of these codes."""
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(self._codes, copy=False)), self._values)

    @property
    def values(self) -> pa.Array:
        """The texts, one a code."""
        return self._values


def free(name: str, taken: Iterable[str]) -> str:
    """``name``, with a number behind it where a column is called so already (case is ignored, as SQL does)."""
    folded = {other.casefold() for other in taken}
    found, number = name, 1
    while found.casefold() in folded:
        number += 1
        found = f"{name}_{number}"
    return found
