"""Files of the log are joined: fewer of them, the same events at the same places."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.collecting.live_shop import Shop, track

from footpath.store import compact, joining
from footpath.store.manifest import read_manifest
from footpath.store.rebuild import rebuild


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop")
    yield made
    assert made.workspace.verify()["problems"] == []
    made.close()


def files(shop: Shop) -> list[tuple[int, int, int]]:
    """Source, place of the first row, and rows of each file."""
    return [(row.source, row.first, row.rows) for row in read_manifest(shop.workspace._store.database).log]


def everything(shop: Shop) -> list[Any]:
    return [shop.workspace.customer(key)["events"] for key in ("ann", "ben")]


def settle(shop: Shop, number: int, source: int | None = None, events: int = 1) -> None:
    there = sum(rows for _, _, rows in files(shop))
    for n in range(number):
        named = [track("Seen", "ann" if n % 2 else "ben", messageId=f"{there}-{n}-{i}") for i in range(events)]
        shop.send(*named, source=source)
        shop.settle()


def test_eight_in_a_row_become_one(shop: Shop) -> None:
    settle(shop, 20, events=3)
    before = everything(shop)
    shop.workspace.compact()
    assert files(shop) == [(1, 0, 24), (1, 24, 24), (1, 48, 3), (1, 51, 3), (1, 54, 3), (1, 57, 3)]
    assert everything(shop) == before
    shop.workspace.rebuild()
    assert everything(shop) == before


def test_files_stay_few_however_many_settles(shop: Shop) -> None:
    for _ in range(13):
        settle(shop, 8)
        compact.compact(shop.workspace._store)
    assert sum(rows for _, _, rows in files(shop)) == 104
    assert len(files(shop)) <= 2 * joining.FILES_JOINED


def test_those_of_two_sources_stay_apart(shop: Shop) -> None:
    other = shop.workspace.sources.create("App")["id"]
    settle(shop, 8)
    settle(shop, 8, source=other)
    settle(shop, 4)
    shop.workspace.compact()
    assert files(shop) == [(1, 0, 8), (other, 8, 8), *((1, 16 + n, 1) for n in range(4))]


def test_what_died_meanwhile_does_not_come_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(shop, 8)
    store, join = shop.workspace._store, joining.join

    def raced(*arguments: Any) -> Any:
        change = join(*arguments)
        rebuild(store, without_source=shop.source)
        return change

    monkeypatch.setattr(joining, "join", raced)
    compact.compact(store)
    assert files(shop) == []
