"""From events to the columns of a segment."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from footpath.store.dictionaries import Dictionaries
from footpath.store.segment import Array, Part
from footpath.vocabulary.scales import SCALE_CODES

U64 = npt.NDArray[np.uint64]


def encode(
    events: pa.Table, dimensions: Mapping[str, pa.ChunkedArray], dictionaries: Dictionaries, first_arrival: int
) -> dict[str, Array]:
    """Columns of a segment in order of arrival. ``dimensions``: values of declared dimensions by name."""
    columns: dict[str, Array] = {
        "time": np.ascontiguousarray(events["time"].to_numpy()),
        "arrival": np.arange(first_arrival, first_arrival + events.num_rows, dtype=np.uint64),
        "kind": dictionaries.kind_codes(events),
    }
    for name, kind in (("value", np.float64), ("score", np.float32)):
        if events[name].null_count < events.num_rows:
            columns[name] = events[name].to_numpy().astype(kind)
    if events["scale"].null_count < events.num_rows:
        columns["scale"] = _scale_codes(events["scale"])
    for name, values in dimensions.items():
        if values.null_count < len(values):
            columns[f"d:{name}"] = dictionaries.dimension_codes(dictionaries.dimensions[name], values)
    return columns


def part_of(customers: U64, keys: pa.ChunkedArray | pa.Array, columns: Mapping[str, Array]) -> Part:
    """Events in order of arrival as a part: one entry a customer, events by (time, arrival)."""
    time = columns["time"]
    in_time = bool((time[1:] >= time[:-1]).all())
    order = np.argsort(customers, kind="stable") if in_time else np.lexsort((time, customers))
    ordered = customers[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(ordered) else np.empty(0, np.int64)
    return Part(
        ordered[starts],
        _flat(pc.take(keys, pa.array(order[starts]))).cast(pa.large_string()),
        np.zeros(len(starts), np.uint8),
        np.append(starts, len(ordered)).astype(np.int64),
        {name: column[order] for name, column in columns.items()},
    )


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _scale_codes(column: pa.ChunkedArray) -> npt.NDArray[np.uint8]:
    encoded = column.combine_chunks() if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0)
    table = np.array([0, *(SCALE_CODES.get(text, 0) for text in encoded.dictionary.to_pylist())], np.uint8)
    return table[pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64) + 1]  # type: ignore[no-any-return]
