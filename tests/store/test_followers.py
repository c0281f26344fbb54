"""Each settle says which customers changed, until every follower has passed it."""

from collections.abc import Callable
from typing import Any

import pytest

from footpath.store.followers import changes, follow, passed, unfollow
from footpath.store.hashing import customer_code
from footpath.store.ids import Ordinals
from footpath.store.settle import settle
from footpath.store.store import Store


def seen(store: Store, name: str) -> list[tuple[int, set[int]]]:
    return [(change.settle, set(change.customers.tolist())) for change in changes(store, name)]


def test_changes_wait_for_the_slowest_follower(new_store: Callable[[], Store], tables: Callable[[Any], Any]) -> None:
    store = new_store()

    def arrive(*customers: str) -> None:
        settle(store, 1, 0, *tables([{"customer": c, "time": 1, "name": "Seen"} for c in customers]), Ordinals())

    arrive("nobody listens yet")
    follow(store, "audiences")
    arrive("ada", "bo", "ada")
    follow(store, "flows")
    arrive("cy")
    ada, bo, cy = (customer_code(key) for key in ("ada", "bo", "cy"))
    assert seen(store, "audiences") == [(2, {ada, bo}), (3, {cy})]
    assert seen(store, "flows") == [(3, {cy})]
    passed(store, "audiences", 3)
    assert seen(store, "audiences") == []
    assert seen(store, "flows") == [(3, {cy})], "another's reading takes nothing away"
    passed(store, "flows", 3)
    assert list((store.root / "changes").iterdir()) == [], "what all have passed is gone"
    unfollow(store, "flows")
    with pytest.raises(KeyError):
        seen(store, "flows")
