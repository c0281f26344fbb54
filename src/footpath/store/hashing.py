"""Hashes of Arrow columns: customer codes and event contents."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from footpath.store.kernels.hashing import add_codes_into, add_into, hash_texts, hash_words
from footpath.store.kernels.values import hash_values

U64 = npt.NDArray[np.uint64]
_CUSTOMER = np.uint64(0x1F0A7)
_ID_SALTS = (np.uint64(0x243F6A8885A308D3), np.uint64(0x13198A2E03707344))


def customer_codes(keys: pa.ChunkedArray | pa.Array) -> U64:
    """The code of each customer key (text, no nulls): uint64[n]."""
    return _hashes(_flat(keys), _CUSTOMER)


def customer_code(key: str) -> int:
    """The code of one key."""
    return int(customer_codes(pa.array([key], pa.large_string()))[0])


def contents(table: pa.Table) -> tuple[U64, U64]:
    """Two independent hashes of each row's content: which columns hold what, in any order; absent ones not at all.

    A number hashes alike as an integer, a float and a text, and so does what a column of numbers keeps apart as text
    (``COLUMN_text``): the type that was found for a column, which depends on the rows beside, does not matter. It does
    for decimals of more than 15 digits and for cells that say "nothing here" in words.
    """
    n = table.num_rows
    high, low = np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    for name in table.column_names:
        column = _flat(table[name])
        if column.null_count == n:
            continue
        seed = _name_seed(_home(name, table.column_names))
        if pa.types.is_dictionary(column.type):
            entries = _hashes(column.dictionary, seed, any_type=True)
            codes = np.ascontiguousarray(pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False), np.int32)
            for total, salt in ((high, _ID_SALTS[0]), (low, _ID_SALTS[1])):
                add_codes_into(total, entries, codes, salt)
        else:
            hashes, valid = _hashes(column, seed, any_type=True), _valid(column)
            for total, salt in ((high, _ID_SALTS[0]), (low, _ID_SALTS[1])):
                add_into(total, hashes, valid, salt)
    return high, low


def _home(name: str, names: list[str]) -> str:
    """The column whose cells ``name`` holds: those of a column of numbers that are no numbers stand apart."""
    bare = name.removesuffix("_text")
    return bare if bare in names else name


def _name_seed(name: str) -> np.uint64:
    return _hashes(pa.array([name], pa.large_string()), np.uint64(7))[0]  # type: ignore[no-any-return]


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column


def _valid(column: pa.Array) -> npt.NDArray[np.uint8]:
    if not column.null_count:
        return np.ones(len(column), np.uint8)
    return column.is_valid().to_numpy(zero_copy_only=False).astype(np.uint8)  # type: ignore[no-any-return]


def _hashes(column: pa.Array, seed: np.uint64, *, any_type: bool = False) -> U64:
    """The hash of each cell; ``any_type``: of a text that writes a number that of the number."""
    valid = _valid(column)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        text = column.cast(pa.large_string())
        _, offset_buffer, data_buffer = text.buffers()
        offsets = np.frombuffer(offset_buffer, np.int64, len(text) + 1, text.offset * 8)
        data = (
            np.frombuffer(data_buffer, np.uint8)
            if data_buffer is not None and data_buffer.size
            else np.zeros(1, np.uint8)
        )
        return (hash_values if any_type else hash_texts)(offsets, data, valid, seed)  # type: ignore[no-any-return]
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        numbers = pc.fill_null(column.cast(pa.float64(), safe=False), 0.0).to_numpy(zero_copy_only=False)
        return hash_words(np.ascontiguousarray(numbers + 0.0).view(np.uint64), valid, seed)  # type: ignore[no-any-return]
    return _hashes(column.cast(pa.large_string()), seed, any_type=any_type)
