"""A property becomes a column: as if it had been one from the beginning, whatever comes in meanwhile."""

import threading
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footpath.store import backfill as module
from footpath.store import compact, dictionaries
from footpath.store.backfill import BackfillStopped, NoBackfill, backfill
from footpath.store.ids import Ordinals
from footpath.store.rebuild import rebuild
from footpath.store.settle import settle
from footpath.store.store import Store
from footpath.store.verify import verify

Rows = list[dict[str, Any]]
Tables = Callable[[Rows], Any]
NewStore = Callable[[], Store]
CITIES = st.sampled_from(["Łódź", "台北", 'a "b"', "1", 1, 1.5, 20.0, True, None])


def _row(i: int, city: Any) -> dict[str, Any]:
    return {"customer": f"c{i % 3}", "time": i, "name": "Seen", "actor": "customer", "properties": {"city": city}}


def _settle(store: Store, tables: Tables, rows: Rows, ordinals: Ordinals) -> None:
    for row in rows:  # one type a column
        settle(store, 1, 0, *tables([row]), ordinals)


def _cities(store: Store) -> dict[tuple[str, int], str]:
    """The city of each event as a reader of the column sees it."""
    snapshot = store.snapshot()
    dimension = snapshot.dictionaries.dimensions["city"]
    seen = {}
    for merged, keys in snapshot.keys():
        times, codes = merged.column("time"), merged.column(dimension.column)
        for i, key in enumerate(keys.to_pylist()):
            for j in range(merged.offsets[i], merged.offsets[i + 1]):
                seen[key, int(times[j])] = dimension.values[int(codes[j])]
    return seen


def _undeclared(store: Store, tables: Tables, cities: list[Any]) -> Ordinals:
    ordinals = Ordinals()
    with patch.object(dictionaries, "MOST_DIMENSIONS", 0):
        _settle(store, tables, [_row(i, city) for i, city in enumerate(cities)], ordinals)
    return ordinals


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(before=st.lists(CITIES, min_size=1, max_size=12), after=st.lists(CITIES, max_size=4), merge=st.booleans())
def test_the_column_is_as_if_it_had_always_been(
    new_store: NewStore, tables: Tables, before: list[Any], after: list[Any], merge: bool
) -> None:
    store = new_store()
    ordinals = _undeclared(store, tables, [*before, "known"])
    if merge:
        with patch.object(compact, "ROUND_NEVER_BELOW", 1):
            compact.compact(store)
    cities = [*before, "known"]
    assert backfill(store, "city") == len({dictionaries.text_of(city) for city in cities} - {None})
    _settle(store, tables, [_row(100 + i, city) for i, city in enumerate(after)], ordinals)
    expected = {(f"c{i % 3}", i): dictionaries.text_of(city) or "" for i, city in enumerate(cities)}
    expected |= {(f"c{(100 + i) % 3}", 100 + i): dictionaries.text_of(city) or "" for i, city in enumerate(after)}
    assert _cities(store) == expected
    assert verify(store).problems == []
    rebuild(store)
    assert _cities(store) == expected


def test_one_that_was_stopped_goes_on_and_reads_nothing_twice(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    _undeclared(store, tables, list("abcdef"))
    cancel, seen = threading.Event(), []

    def stop_at(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 3:
            cancel.set()

    with pytest.raises(BackfillStopped, match="goes on from here"):
        backfill(store, "city", progress=stop_at, cancel=cancel)
    assert not store.snapshot().dictionaries.dimensions["city"].declared
    with patch.object(module, "_codes_of", wraps=module._codes_of) as read:
        assert backfill(store, "city") == 6
    assert read.call_count == 3
    assert seen == [(1, 12), (2, 12), (3, 12)]
    assert set(_cities(store).values()) == set("abcdef")
    assert list((store.root / "backfill").iterdir()) == []


def test_events_that_come_in_meanwhile_have_the_column_too(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    ordinals = _undeclared(store, tables, ["a", "b"])

    def meanwhile(done: int, total: int) -> None:
        if done == total:
            with patch.object(dictionaries, "MOST_DIMENSIONS", 0):
                _settle(store, tables, [_row(50, "late")], ordinals)

    assert backfill(store, "city", progress=meanwhile) == 3
    assert _cities(store) == {("c0", 0): "a", ("c1", 1): "b", ("c2", 50): "late"}


def test_what_cannot_be_is_said_and_leaves_the_store_as_it_was(
    new_store: NewStore, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = new_store()
    _undeclared(store, tables, list("abc"))
    version = store.snapshot().version
    with pytest.raises(NoBackfill, match="No event has a property 'town'"):
        backfill(store, "town")
    monkeypatch.setattr(module, "MOST_VALUES", 2)
    with pytest.raises(NoBackfill, match="more than 2 different values"):
        backfill(store, "city")
    assert store.snapshot().version == version
    assert np.all([row.rows == 1 for row in store.snapshot().manifest.log])
