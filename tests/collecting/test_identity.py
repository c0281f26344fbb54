"""Stitching: what came under several keys of one person is one journey, whenever the link comes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collecting.live_shop import Shop, track

from footpath.identity.graph import link, resolve
from footpath.store.hashing import customer_code
from footpath.vocabulary.keys import Key, key_of


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop")
    yield made
    assert made.workspace.verify()["problems"] == []
    before = journeys(made)
    made.workspace.rebuild()
    assert journeys(made) == before
    assert made.workspace.verify()["problems"] == []
    made.close()


def journeys(shop: Shop) -> dict[int, tuple[str, list[tuple[int, int]]]]:
    """Of each customer the key that names him, and his events: time and arrival."""
    found: dict[int, tuple[str, list[tuple[int, int]]]] = {}
    for merged, keys in shop.workspace._store.snapshot().keys():
        time, arrival = merged.column("time").tolist(), merged.column("arrival").tolist()
        for at, (code, key) in enumerate(zip(merged.customers.tolist(), keys.to_pylist(), strict=True)):
            here = slice(int(merged.offsets[at]), int(merged.offsets[at + 1]))
            found[code] = key, [*zip(time[here], arrival[here], strict=True)]
    return found


def names(shop: Shop) -> dict[str, list[str]]:
    """Of each customer, by his key, the names of his events."""
    return {key: shop.names(key) for key, _ in journeys(shop).values()}


def seen(name: str, day: int, **keys: Any) -> dict[str, Any]:
    moment = f"2026-03-{day:02}T10:00:00Z"
    return {"type": "track", "event": name, "timestamp": moment, "messageId": f"{name}{day}{keys}", **keys}


def test_who_identifies_himself_keeps_what_he_did_before(shop: Shop) -> None:
    shop.send(seen("Ad Clicked", 1, anonymousId="a1"), seen("Product Viewed", 2, anonymousId="a1"))
    shop.settle()
    assert names(shop) == {"anonymous:a1": ["Ad Clicked", "Product Viewed"]}
    shop.send({**seen("", 3, anonymousId="a1", userId="ann"), "type": "identify"})
    shop.send(seen("Order Completed", 4, userId="ann"))
    shop.settle()
    assert names(shop) == {"ann": ["Ad Clicked", "Product Viewed", "Identified", "Order Completed"]}
    assert shop.names("anonymous:a1") == shop.names("ann")
    shop.send(seen("Product Viewed", 5, anonymousId="a1"))
    shop.settle()
    assert names(shop)["ann"][-1] == "Product Viewed"


def test_an_import_and_clients_agree_on_a_user(shop: Shop, tmp_path: Path) -> None:
    shop.send(seen("Product Viewed", 1, anonymousId="a1"), seen("Product Added", 2, userId="20418", anonymousId="a1"))
    shop.settle()
    file = tmp_path / "orders.csv"
    file.write_text("customer,time,event\n20418,2026-03-04T10:00:00Z,Order\n")
    shop.workspace.import_files(file)
    assert names(shop) == {"20418": ["Product Viewed", "Product Added", "Order"]}


def test_an_alias_joins_what_it_names(shop: Shop) -> None:
    shop.send(seen("Product Viewed", 1, userId="old"), seen("Product Added", 2, userId="new"))
    shop.send({"type": "alias", "previousId": "old", "userId": "new", "timestamp": "2026-03-03T10:00:00Z"})
    shop.settle()
    assert [*names(shop).values()] == [["Product Viewed", "Product Added", "Keys Joined"]]


def test_a_device_of_two_users_is_given_to_neither(shop: Shop) -> None:
    shop.send(
        seen("Product Viewed", 1, anonymousId="tablet"), seen("Product Added", 2, anonymousId="tablet", userId="ann")
    )
    shop.settle()
    assert names(shop) == {"ann": ["Product Viewed", "Product Added"]}
    shop.send(seen("Product Added", 3, anonymousId="tablet", userId="ben"))
    shop.settle()
    assert names(shop) == {
        "anonymous:tablet": ["Product Viewed"],
        "ann": ["Product Added"],
        "ben": ["Product Added"],
    }
    assert shop.workspace._ledger.shared() == [{"written": "anonymous:tablet", "why": "bridging"}]


def test_an_address_of_many_is_given_to_none(shop: Shop) -> None:
    for n in range(7):
        mail = {"traits": {"email": "Info@Shop.example "}}
        shop.send({"type": "identify", "userId": f"u{n}", "timestamp": f"2026-03-0{n + 1}T10:00:00Z", **mail})
        shop.settle()
    assert sorted(names(shop)) == [f"u{n}" for n in range(7)]
    assert shop.workspace._ledger.shared() == [{"written": "email:info@shop.example", "why": "crowded"}]


def test_a_split_gives_both_back_what_was_theirs(shop: Shop) -> None:
    shop.send(seen("Product Viewed", 1, userId="ann"), seen("Product Added", 2, userId="ben"))
    shop.settle()
    before = journeys(shop)
    shop.workspace.identity.merge("ann", "ben", who="eve")
    assert [*names(shop).values()] == [["Product Viewed", "Product Added"]]
    shop.workspace.identity.split("ben", who="eve")
    assert journeys(shop) == before


events = st.lists(
    st.tuples(
        st.sampled_from(["", "u1", "u2", "u3"]),
        st.sampled_from(["", "a1", "a2", "a3"]),
        st.sampled_from(["", "x@y", "z@y"]),
        st.integers(1, 28),
    ).filter(lambda event: any(event[:3])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_of_arrival_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[str, str, str, int]], chance: Any, size: int
) -> None:
    """Every order and split gives the customers that the links say, each with all that came under his keys."""
    numbered = [*enumerate(given_)]
    chance.shuffle(numbered)
    shop = Shop(tmp_path_factory.mktemp("shop") / "ws")
    try:
        for first in range(0, len(numbered), size):
            shop.send(*(_call(n, event) for n, event in numbered[first : first + size]))
            shop.settle()
        assert _by_message(shop) == _expected(given_)
        assert shop.workspace.verify()["problems"] == []
        before = journeys(shop)
        shop.workspace.compact()
        shop.workspace.rebuild()
        assert journeys(shop) == before
    finally:
        shop.close()


def _call(n: int, event: tuple[str, str, str, int]) -> dict[str, Any]:
    user, anonymous, email, day = event
    keys = {"userId": user or None, "anonymousId": anonymous or None}
    moment = f"2026-03-{day:02}T10:00:00Z"
    context = {"traits": {"email": email}} if email else {}
    return track(f"e{n}", **{**keys, "timestamp": moment, "messageId": str(n), "context": context})  # type: ignore[arg-type]


def _by_message(shop: Shop) -> set[frozenset[str]]:
    found = set()
    for key, _ in journeys(shop).values():
        found.add(frozenset(shop.names(key)))
    return found


def _expected(given_: list[tuple[str, str, str, int]]) -> set[frozenset[str]]:
    """By definition: the components of all links at once."""
    keys_of = []
    for user, anonymous, email, _ in given_:
        keys = [Key("user", user)] if user else []
        keys += [Key("anonymous", anonymous)] if anonymous else []
        keys += [Key("email", email)] if email else []
        keys_of.append([key.written() for key in keys])
    code = {text: customer_code(text) for keys in keys_of for text in keys}
    links = [link(code[keys[0]], code[other], "shared") for keys in keys_of for other in keys[1:]]
    roots = resolve({code[text]: key_of(text).namespace for text in code}, links).root
    groups: dict[int, set[str]] = {}
    for n, keys in enumerate(keys_of):
        groups.setdefault(roots[code[keys[0]]], set()).add(f"e{n}")
    assert np.array([*groups]).size
    return {frozenset(group) for group in groups.values()}
