"""Live view and identity at a real server."""

import json
import time
from typing import Any

import httpx2 as httpx
import pytest
from tests.http.server_process import Server, refusal_of


@pytest.fixture
def key(server: Server) -> str:
    return str(server.post("/api/sources", name="Shop")["write_key"])


def send(server: Server, key: str, *events: dict[str, Any]) -> None:
    answer = server.client.post("/v1/batch", json={"batch": events, "writeKey": key})
    assert answer.status_code == 200


def track(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "track", "event": name, **more}


def arrived(server: Server, events: int, seconds: float = 30) -> list[dict[str, Any]]:
    until = time.monotonic() + seconds
    while len(found := server.get("/api/live?after=0")["events"]) < events and time.monotonic() < until:
        time.sleep(0.1)
    return list(found)


def test_events_are_seen_as_they_arrive(server: Server, key: str) -> None:
    with httpx.stream("GET", f"http://127.0.0.1:{server.port}/api/live/stream?after=0", timeout=60) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        send(server, key, track("Product Viewed", userId="ann", properties={"sku": 7}))
        lines = stream.iter_lines()
        told = next(json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))
    event = told["events"][0]
    assert (event["name"], event["key"], event["properties"]) == ("Product Viewed", "ann", {"sku": 7})
    assert server.get(f"/api/customers/{event['customer']}")["key"] == "ann"
    assert told["arrival"] == 1
    assert told["passed_over"] == 0


def test_where_more_come_than_can_be_read_the_newest_are_shown(server: Server, key: str) -> None:
    send(server, key, *(track(f"e{n}", userId="ann", messageId=str(n)) for n in range(130)))
    arrived(server, 100)
    told = server.get("/api/live?after=5")
    assert (told["arrival"], told["passed_over"]) == (130, 25)
    assert [event["name"] for event in told["events"]] == [f"e{n}" for n in range(30, 130)]
    assert [event["name"] for event in server.get("/api/live")["events"]] == [f"e{n}" for n in range(110, 130)]


def test_keys_are_explained_merged_and_split(server: Server, key: str) -> None:
    send(server, key, track("Ad Clicked", anonymousId="a1"), track("Product Viewed", anonymousId="a1", userId="ann"))
    send(server, key, track("Call", userId="ben"))
    ids = {event["key"]: event["customer"] for event in arrived(server, 3)}
    assert ids["anonymous:a1"] == ids["ann"] != ids["ben"]
    told = server.get(f"/api/identity/customers/{ids['ann']}")
    assert told["keys"] == ["ann", "anonymous:a1"]
    assert [(row["one"], row["other"], row["rule"]) for row in told["links"]] in (
        [("ann", "anonymous:a1", "shared")],
        [("anonymous:a1", "ann", "shared")],
    )
    preview = server.post("/api/identity/merge", one=ids["ann"], other=ids["ben"], dry=True)
    assert [sorted(group["keys"]) for group in preview["customers"]] == [["ann", "anonymous:a1", "ben"]]
    assert server.get("/api/status")["customers"] == 2
    server.post("/api/identity/merge", one=ids["ann"], other=ids["ben"])
    assert server.get("/api/status")["customers"] == 1
    assert server.get(f"/api/customers/{ids['ann']}")["total"] == 3
    server.post("/api/identity/split", key="ben")
    assert server.get("/api/status")["customers"] == 2
    assert server.get(f"/api/customers/{ids['ben']}")["total"] == 1
    assert server.get("/api/identity/shared") == {"keys": []}


def test_refusals_of_identity(server: Server, key: str) -> None:
    send(server, key, track("Call", userId="ben"))
    arrived(server, 1)
    post = server.client.post
    assert refusal_of(post("/api/identity/split", json={"key": "ben"})) == (409, "not_linked")
    assert refusal_of(post("/api/identity/merge", json={"one": "ben", "other": "nobody"})) == (404, "no_such_customer")
    assert refusal_of(server.client.get(f"/api/identity/customers/{'0' * 16}")) == (404, "no_such_customer")
