"""Jitsu's paths and its header; its calls are Segment's."""

import json

from tests.collecting.live_shop import NOW

from footpath.collecting.protocols._protocol import Delivery, Message, Request
from footpath.collecting.protocols.jitsu import Jitsu


def key(headers: dict[str, str], **body: str) -> str | None:
    return Jitsu().open(Request("POST", "/api/s/track", {}, headers, json.dumps(body).encode())).write_key


def test_the_key_is_the_first_part_of_the_header() -> None:
    assert key({"x-write-key": "k1:rest"}) == "k1"
    assert key({"x-write-key": "k1"}) == "k1"
    assert key({"authorization": "Bearer k2"}) == "k2"
    assert key({}, writeKey="k3") == "k3"
    assert key({"x-write-key": ""}) is None


def test_the_call_stands_in_the_path() -> None:
    for path, name in (("/api/s/page", "Page Viewed"), ("/api/s/s2s/identify", "Identified")):
        body = json.dumps({"type": "track", "userId": "ann", "messageId": "m1"}).encode()
        (found,) = Jitsu().messages(Delivery(1, "jitsu", NOW, path, "", "", body))
        assert isinstance(found, Message)
        assert (found.name, found.id) == (name, "m1")


def test_batches() -> None:
    events = [{"type": "track", "event": "A", "userId": "ann"}, {"type": "page", "userId": "ann"}]
    body = json.dumps({"batch": events}).encode()
    assert Jitsu().open(Request("POST", "/api/s/batch", {}, {"x-write-key": "k"}, body)).events == 2
    found = [*Jitsu().messages(Delivery(1, "jitsu", NOW, "/api/s/batch", "", "", body))]
    assert [one.name for one in found if isinstance(one, Message)] == ["A", "Page Viewed"]
