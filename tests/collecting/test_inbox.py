"""The inbox: durable, in order, and mended where its file is damaged."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.collecting.live_shop import NOW, Shop, track

from footpath.collecting.inbox import Inbox, InboxDamaged
from footpath.collecting.protocols._protocol import Delivery
from footpath.workspace import Workspace

PAGE = 4096


def delivery(number: int) -> Delivery:
    events = [track("Seen", f"c{number}", messageId=f"{number}-{n}", properties={"x": "y" * 300}) for n in range(20)]
    return Delivery(1, "segment", NOW, "/v1/batch", "", "", json.dumps({"batch": events}).encode())


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop")
    yield made
    made.close()


def filled(path: Path, number: int = 40) -> None:
    inbox = Inbox(path)
    for n in range(number):
        inbox.append([delivery(n)])
    inbox._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    inbox.close()


def overwrite(path: Path, *places: int) -> None:
    content = bytearray(path.read_bytes())
    for place in places:
        content[place : place + 200] = b"\xff" * 200
    path.write_bytes(content)


def test_what_is_kept_is_read_in_its_order(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox.db")
    inbox.append([delivery(0), delivery(1)])
    inbox.append([delivery(2)])
    assert [found.id for found in inbox.after(0, 1)] == [1]
    assert [found.body for found in inbox.after(1, 1 << 30)] == [delivery(1).body, delivery(2).body]
    assert (inbox.newest(), inbox.waiting(1)) == (3, 2)
    inbox.forget(2)
    assert [found.id for found in inbox.after(0, 1 << 30)] == [3]
    inbox.close()


def leaves(path: Path) -> list[int]:
    """Pages of the table's tree, none of its root: where a fault breaks the tree."""
    content = path.read_bytes()
    return [at for at in range(PAGE, len(content), PAGE) if content[at] == 0x0D and at > 3 * PAGE]


def test_a_damaged_page_costs_only_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    filled(path)
    overwrite(path, leaves(path)[2])
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        sqlite3.connect(path).execute("SELECT sum(length(path)) FROM delivery").fetchall()
    inbox = Inbox(path)
    found = inbox.after(0, 1 << 30)
    assert len(found) + inbox.damaged == 40
    assert 0 < inbox.damaged < 10
    assert all(one.body == delivery(one.id - 1).body for one in found)
    inbox.append([delivery(40)])
    assert inbox.newest() == 41
    assert [*tmp_path.glob("inbox-damaged-*.db")]
    inbox.close()
    again = Inbox(path)
    assert len(again.after(0, 1 << 30)) == len(found) + 1
    again.close()


def test_a_mended_inbox_is_settled_and_named(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.close()
    filled(tmp_path / "shop" / "inbox.db")
    overwrite(tmp_path / "shop" / "inbox.db", leaves(tmp_path / "shop" / "inbox.db")[2])
    with Workspace.open(tmp_path / "shop") as workspace:
        source = workspace.sources.all()[0]
        assert 20 * 30 < source["events"] < 20 * 40
        (problem,) = workspace.verify()["problems"]
        assert problem.startswith("inbox-damaged-")


def test_who_has_it_open_goes_on_after_another_mended_it(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    filled(path)
    writer = Inbox(path)
    writer.append([delivery(40)])
    overwrite(path, leaves(path)[2])
    reader = Inbox(path)
    before = len(reader.after(0, 1 << 30))
    writer.append([delivery(41)])
    assert len(reader.after(0, 1 << 30)) == before + 1
    assert len(writer.after(0, 1 << 30)) == before + 1
    assert writer.newest() == reader.newest() == 42
    writer.close()
    reader.close()


def test_a_body_that_changed_is_kept_as_it_is_and_not_taken(shop: Shop, tmp_path: Path) -> None:
    shop.send(track("Seen", messageId="1"))
    shop.send(track("Seen", messageId="2"))
    shop.inbox._connection.execute(
        "UPDATE delivery SET body = CAST(replace(body, 'Seen', 'Sold') AS BLOB) WHERE id = 1"
    )
    shop.settle()
    assert shop.counts() == (1, 0, 1)
    row = shop.workspace.rejected(shop.source)["rows"][0]
    assert "Sold" in row["raw"]
    assert "damaged" in row["sentence"]


def test_what_is_no_database_any_more_is_said(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    filled(path, 3)
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(InboxDamaged, match="Stop every server"):
        Inbox(path)
    assert [*tmp_path.glob("inbox-damaged-*.db")]
