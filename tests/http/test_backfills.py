"""A property of past events becomes a column over HTTP: watched, cancelled, taken up again, refused."""

import time
from typing import Any

from tests.http.server_process import SHOP, bring, long_file


def with_orders(rows: int) -> bytes:
    """Events that each name an order of their own: too many values for a column by itself."""
    lines = (f"c{i % 40},2026-01-{1 + i % 28:02}T08:00:00Z,Order Completed,web,o{i}" for i in range(rows))
    return b"customer,time,event,channel,order_no\n" + "\n".join(lines).encode()


def ended(server: Any, backfill: str) -> Any:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = server.get(f"/api/backfills/{backfill}")
        if told["state"] not in ("waiting", "running"):
            return told
        time.sleep(0.05)
    raise AssertionError(f"{backfill} did not end")


def kept(server: Any, name: str) -> bool:
    (found,) = [row["kept"] for row in server.get("/api/dictionary")["properties"] if row["name"] == name]
    return bool(found)


def test_a_property_becomes_a_column(server: Any) -> None:
    bring(server, with_orders(300))
    assert not kept(server, "order_no")
    assert server.get("/api/backfills") == {"backfills": []}
    started = server.post("/api/backfills", property="order_no")
    assert started["property"] == "order_no"
    done = ended(server, started["backfill"])
    assert (done["state"], done["values"], done["done"], done["total"]) == ("done", 300, 600, 600)
    assert (done["error"], done["said"]) == (None, [])
    assert kept(server, "order_no")
    assert server.get("/api/backfills") == {"backfills": [done]}


def test_one_that_waits_is_answered_again_cancelled_and_taken_up(server: Any, refused: Any) -> None:
    bring(server, with_orders(300))
    running = server.post("/api/imports", upload=server.upload("long.csv", long_file(600_000)))["import_id"]
    first = server.post("/api/backfills", property="order_no")
    assert server.post("/api/backfills", property="order_no")["backfill"] == first["backfill"]
    server.post(f"/api/backfills/{first['backfill']}/cancel")
    server.ended(running)
    assert ended(server, first["backfill"])["state"] == "cancelled"
    assert not kept(server, "order_no")
    again = server.client.post(f"/api/backfills/{first['backfill']}/cancel", json={})
    assert refused(again) == (409, "backfill_ended")
    second = server.post("/api/backfills", property="order_no")["backfill"]
    assert ended(server, second)["values"] == 300
    assert [row["backfill"] for row in server.get("/api/backfills")["backfills"]] == [second, first["backfill"]]


def test_too_many_values_are_refused_in_a_sentence_with_its_code(server: Any) -> None:
    bring(server, with_orders(50_001))
    told = ended(server, server.post("/api/backfills", property="order_no")["backfill"])
    assert told["state"] == "failed"
    assert told["error"].startswith("The property “order_no” has more than 50,000 different values")
    assert told["said"] == [{"code": "backfill.values", "values": {"property": "order_no", "most": 50_000}}]
    assert not kept(server, "order_no")


def test_what_is_not_there_or_says_nothing_is_refused(server: Any, refused: Any) -> None:
    bring(server, SHOP)
    post = server.client.post
    assert refused(post("/api/backfills", json={"property": "size"})) == (404, "no_such_property")
    for body in ({}, {"property": ""}, {"property": "x" * 1001}, {"property": "note", "other": 1}):
        assert refused(post("/api/backfills", json=body)) == (422, "not_valid")
    assert refused(server.client.get("/api/backfills/backfill-0123456789abcdef")) == (404, "no_such_backfill")
    assert refused(server.client.get("/api/backfills/other")) == (422, "not_valid")
