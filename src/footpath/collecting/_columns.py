"""Columns of a raw table as the plan names them, and rows as they may be shown."""

import csv
import io
import json
from contextlib import suppress

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._types import present
from footpath.collecting.plan import Source


def column_of(table: pa.Table, source: Source) -> pa.Array:
    """What ``source`` names, as large_string."""
    n = table.num_rows
    if source.constant is not None:
        return pa.array([source.constant], pa.large_string()).take(pa.array(np.zeros(n, np.int64)))
    texts = [as_text(table[column]) for column in source.columns if column in table.column_names]
    if not texts:
        return pa.nulls(n, pa.large_string())
    if source.together and len(texts) > 1:
        return pc.binary_join_element_wise(*texts, pa.scalar(" ", pa.large_string()), null_handling="skip")
    return pc.coalesce(*(present(text) for text in texts)) if len(texts) > 1 else texts[0]


def as_text(column: pa.ChunkedArray) -> pa.Array:
    """Any column as large_string; whole floats without their point (17850.0 is 17850)."""
    if pa.types.is_floating(column.type):
        with suppress(pa.ArrowInvalid):
            column = column.cast(pa.int64())
    return flat(column).cast(pa.large_string())


def flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """One array."""
    if isinstance(column, pa.Array):
        return column
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def row_texts(rows: pa.Table, separator: str | None) -> list[str]:
    """Rows as they may be shown: CSV text where ``separator`` is set, else JSON objects without their empty cells."""
    columns = [column.to_pylist() for column in rows.columns]
    if separator is None:
        names = rows.column_names
        return [
            json.dumps(
                {k: v for k, v in zip(names, row, strict=True) if v is not None}, ensure_ascii=False, default=str
            )
            for row in zip(*columns, strict=True)
        ]
    texts = []
    for row in zip(*columns, strict=True):
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="").writerow(row)
        texts.append(text.getvalue())
    return texts
