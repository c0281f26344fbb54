"""The road of live events: from what a client sends, through the inbox, into journeys."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.collecting.live_shop import NOW, Shop, track

from footpath.collecting.protocols._protocol import Delivery
from footpath.store import ids


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop")
    yield made
    assert made.workspace.verify()["problems"] == []
    made.close()


def test_what_clients_say_stands_in_journeys(shop: Shop) -> None:
    shop.send(
        track("Order Completed", timestamp="2026-03-01T10:00:00Z", properties={"revenue": 49.5, "coupon": {"id": 7}}),
        {"type": "page", "userId": "ann", "timestamp": "2026-03-01T09:00:00Z", "properties": {"path": "/product/12"}},
        {"type": "identify", "userId": "ann", "timestamp": "2026-03-01T08:00:00Z", "traits": {"plan": "pro"}},
        track("Product Viewed", user="ben", messageId="m1"),
    )
    shop.settle()
    assert shop.counts() == (4, 0, 0)
    assert shop.names("ann") == ["Identified", "Page Viewed", "Order Completed"]
    events = shop.workspace.customer("ann")["events"]
    assert events[1]["surface"] == "/product/:id"
    assert events[2]["value"] == 49.5
    assert events[2]["properties"] == {"revenue": 49.5, "coupon": '{"id": 7}'}


def test_what_is_sent_again_counts_once(shop: Shop) -> None:
    once = track("Product Viewed", messageId="m1")
    shop.send(once, once, track("Product Viewed", messageId="m2"))
    shop.settle()
    shop.send(once)
    shop.send(once, sentAt="2026-03-01T10:00:00Z")
    shop.settle()
    assert shop.counts() == (2, 3, 0)


def test_each_source_has_ids_of_its_own(shop: Shop) -> None:
    other = shop.workspace.sources.create("App")["id"]
    shop.send(track("Product Viewed", messageId="m1"))
    shop.send(track("Product Viewed", messageId="m1"), source=other)
    shop.send(track("Product Added", messageId="m2"))
    shop.settle()
    assert (shop.counts(), shop.counts(other)) == ((2, 0, 0), (1, 0, 0))


def test_ids_are_known_for_a_day(shop: Shop) -> None:
    def send(hours: int) -> None:
        shop.send(track("Product Viewed", messageId="m1"), received_ms=NOW + hours * ids.HOUR_MS)
        shop.settle()

    for hours in (0, 24, 26):  # 26 hours after the first, nobody knows it any more
        send(hours)
    assert shop.counts() == (2, 1, 0)


def test_a_rebuild_knows_them_still(shop: Shop) -> None:
    shop.send(track("Product Viewed", messageId="m1"))
    shop.settle()
    shop.workspace.rebuild()
    shop.send(track("Product Viewed", messageId="m1"), track("Product Viewed", messageId="m2"))
    shop.settle()
    assert shop.counts() == (2, 1, 0)


def test_clocks_of_clients_are_put_right(shop: Shop) -> None:
    late = {"timestamp": "2026-03-01T10:00:00Z"}  # by a clock that is an hour slow
    shop.send(track("Product Viewed", **late), sentAt="2026-03-01T10:00:05Z", received_ms=1_772_362_805_000)
    shop.settle()
    assert shop.workspace.customer("ann")["events"][0]["time"].startswith("2026-03-01T11:00:00")


def test_what_is_no_event_is_kept_with_its_reason(shop: Shop) -> None:
    shop.send(
        {"type": "track", "event": "Seen", "messageId": "nobody"},
        track(""),
        track("Seen", timestamp="yesterday"),
        track("Seen", timestamp="1200-01-01T00:00:00Z"),
        {"type": "surprise", "userId": "ann"},
        track("Seen", messageId="x" * 101),
        track("Seen", properties={"long": "x" * 33_000}),
        "text",  # type: ignore[arg-type]
        track("Seen"),
    )
    shop.settle()
    assert shop.counts() == (1, 0, 8)
    rejected = shop.workspace.rejected(shop.source)
    assert [row["reason"] for row in rejected["rows"]] == [
        *("no_customer", "no_name", "bad_time", "time_out_of_range"),
        *("unknown_type", "long_id", "too_large", "bad_json"),
    ]
    assert "nobody" in rejected["rows"][0]["raw"]
    assert all(row["sentence"] for row in rejected["rows"])


def test_a_source_says_the_channel_of_what_names_none(shop: Shop) -> None:
    shop.workspace.sources.change(shop.source, channel="till")
    shop.send(track("Sold"), track("Seen", context={"library": {"name": "analytics.js"}}))
    shop.settle()
    assert [event["channel"] for event in shop.workspace.customer("ann")["events"]] == ["till", "web"]


def test_only_the_network_of_a_visitor_is_kept(shop: Shop) -> None:
    page = {"type": "page", "userId": "ann", "context": {"page": {"path": "/"}}}
    body = json.dumps({"batch": [page, track("Billed")]}).encode()
    shop.inbox.append([Delivery(shop.source, "segment", NOW, "/v1/batch", "203.0.113.0", "", body)])
    shop.settle()
    found = {event["name"]: event["properties"].get("network") for event in shop.workspace.customer("ann")["events"]}
    assert found == {"Page Viewed": "203.0.113.0", "Billed": None}


def test_what_a_bot_does_no_customer_did(shop: Shop) -> None:
    for agent in ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Mozilla/5.0 Chrome/156"):
        page = {"type": "page", "userId": "ann", "messageId": agent[-9:], "context": {"page": {"path": "/"}}}
        body = json.dumps({"batch": [page]}).encode()
        shop.inbox.append([Delivery(shop.source, "segment", NOW, "/v1/batch", "", agent, body)])
    shop.settle()
    events = shop.workspace.customer("ann")["events"]
    assert [(event["actor"], event["properties"].get("bot")) for event in events] == [
        ("system", True),
        ("customer", None),
    ]


def test_stopped_between_two_sources_it_goes_on(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from footpath.collecting import receive

    other = shop.workspace.sources.create("App")["id"]
    nobody = {"type": "track", "event": "Seen"}
    shop.send(track("Seen"), nobody)
    shop.send(track("Seen"), nobody, source=other)
    whole = receive._settle

    def stops(*arguments: Any, **more: Any) -> None:
        if arguments[2] == other:
            raise KeyboardInterrupt
        whole(*arguments, **more)

    with monkeypatch.context() as patched:
        patched.setattr(receive, "_settle", stops)
        with pytest.raises(KeyboardInterrupt):
            shop.settle()
    assert (shop.counts(), shop.counts(other)) == ((1, 0, 1), (0, 0, 0))
    shop.settle()
    assert (shop.counts(), shop.counts(other)) == ((1, 0, 1), (1, 0, 1))
    assert shop.inbox.waiting(0) == 0


def test_what_cannot_be_read_at_all_is_kept_whole(shop: Shop) -> None:
    shop.inbox.append([Delivery(shop.source, "gone", NOW, "/v1/old", "", "", b"\xff{}")])
    shop.send(track("Seen"))
    shop.settle()
    assert shop.counts() == (1, 0, 1)
    assert "gone" in shop.workspace.rejected(shop.source)["rows"][0]["sentence"]


def test_values_of_several_types_under_one_name(shop: Shop) -> None:
    given: list[Any] = [1, 2.5, "three", True, None, ["a"], {"b": 1}, ""]
    shop.send(*(track("Seen", messageId=str(n), properties={"v": value}) for n, value in enumerate(given)))
    shop.settle()
    found = [event["properties"].get("v") for event in shop.workspace.customer("ann")["events"]]
    assert found == [1, 2.5, "three", True, None, '["a"]', '{"b": 1}', None]
    shop.workspace.rebuild()
