"""Lists of keys with typed values, as warehouses export events (GA4: ``event_params``): one column a key.

An element is ``{key, value: {string_value, int_value, float_value, double_value}}``, of which one value is given;
Parquet of older exports wraps it once more (``list.item``).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_VALUES = ("string_value", "int_value", "float_value", "double_value")
_BESIDE = frozenset([*_VALUES, "set_timestamp_micros", "bool_value"])


def keyed(items: list[Any]) -> dict[str, Any] | None:
    """Values by key; None where ``items`` is another kind of list."""
    found: dict[str, Any] = {}
    for item in items:
        if not isinstance(item, Mapping) or not isinstance(item.get("key"), str):
            return None
        value = item.get("value")
        if not isinstance(value, Mapping) or not set(value) <= _BESIDE:
            return None
        found[item["key"]] = next((value[name] for name in _VALUES if value.get(name) is not None), None)
    return found or None


def keyed_columns(name: str, column: pa.ChunkedArray) -> dict[str, pa.ChunkedArray] | None:
    """The same of a Parquet column, as text columns ``name.key``; None where it holds something else."""
    kind = column.type
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return None
    element = kind.value_type
    wrapped = pa.types.is_struct(element) and element.num_fields == 1 and element.field(0).name in ("item", "element")
    inside = element.field(0).type if wrapped else element
    if not pa.types.is_struct(inside) or {field.name for field in inside} != {"key", "value"}:
        return None
    if not pa.types.is_struct(inside.field("value").type):
        return None
    lists = column.combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = pa.concat_arrays(lists.chunks) if lists.num_chunks else pa.array([], kind)
    rows = pc.list_parent_indices(lists).to_numpy()
    pairs = pc.list_flatten(lists)
    pairs = pc.struct_field(pairs, 0) if wrapped else pairs
    keys, values = pc.struct_field(pairs, "key"), pc.struct_field(pairs, "value")
    given = [field.name for field in values.type if field.name in _VALUES]
    if not given:
        return None
    texts = pc.coalesce(*(pc.struct_field(values, field).cast(pa.large_string()) for field in given))
    codes = keys.dictionary_encode()
    place = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    found = {}
    for code, key in enumerate(codes.dictionary.to_pylist()):
        at = np.flatnonzero(place == code)
        where = np.full(len(lists), -1, np.int64)
        where[rows[at]] = at
        taken = texts.take(pa.array(where, mask=where < 0))
        found[f"{name.removesuffix('.list')}.{key}"] = pa.chunked_array([taken])
    return found
