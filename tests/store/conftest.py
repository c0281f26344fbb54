"""A store in a temporary folder, and batches from plain lists."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from footpath.records.database import Database
from footpath.store.store import Store
from footpath.vocabulary.event import EVENTS

Row = dict[str, Any]


def _tables(rows: Sequence[Row]) -> tuple[pa.Table, pa.Table]:
    columns = []
    for field in EVENTS:
        coded = pa.types.is_dictionary(field.type)
        values = pa.array([row.get(field.name) for row in rows], field.type.value_type if coded else field.type)
        columns.append(values.dictionary_encode() if coded else values)
    names = sorted({name for row in rows for name in row.get("properties", {})})
    properties = {name: pa.array([row.get("properties", {}).get(name) for row in rows]) for name in names}
    return pa.table(columns, schema=EVENTS), pa.table(properties)


@pytest.fixture
def tables() -> Callable[[Sequence[Row]], tuple[pa.Table, pa.Table]]:
    """``tables(rows)``: the events and properties tables of rows given as dictionaries."""
    return _tables


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """``new_store()``: an empty store in a folder of its own."""
    stores: list[Store] = []

    def make() -> Store:
        root = tmp_path / f"store{len(stores)}"
        root.mkdir()
        database = Database(f"sqlite:///{root / 'records.db'}")
        database.migrate()
        stores.append(Store(root, database))
        return stores[-1]

    yield make
    for store in stores:
        store.close()
