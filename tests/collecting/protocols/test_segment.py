"""Segment's calls: the vendor's own examples, keys, names, times, contexts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.collecting.live_shop import NOW

from footpath.collecting.protocols._protocol import Delivery, Message, Refused, Request
from footpath.collecting.protocols.segment import Segment
from footpath.vocabulary.event import Rejection

CALLS = ("identify", "track", "page", "screen", "group", "alias")
NAMES = {"identify": "Identified", "page": "Page Viewed", "screen": "Screen Viewed"}
NAMES |= {"group": "Group Joined", "alias": "Keys Joined"}
HOUR_MS = 3_600_000


def said(*events: Any, path: str = "/v1/batch", **batch: Any) -> list[Message | Rejection]:
    body = {"batch": events, **batch} if path == "/v1/batch" else events[0]
    return [*Segment().messages(Delivery(1, "segment", NOW, path, "", "", json.dumps(body).encode()))]


def message(event: dict[str, Any], path: str = "/v1/batch", **batch: Any) -> Message:
    (found,) = said(event, path=path, **batch)
    assert isinstance(found, Message), found
    return found


def keys(found: Message) -> list[str]:
    return [key.written() for key in found.keys]


def sent_by_browser(method: str, arguments: list[Any]) -> dict[str, Any]:
    """The body that analytics.js sends for a call: https://segment.com/docs/connections/sources/catalog/libraries."""
    texts = [one for one in arguments if isinstance(one, str)]
    given = [one for one in arguments if isinstance(one, dict)]
    body: dict[str, Any] = {"type": method, "anonymousId": "a1", **(given[1] if len(given) > 1 else {})}
    match method:
        case "track":
            whole = given[0] if not texts else {"event": texts[0], "properties": given[0] if given else {}}
            return body | whole
        case "page" | "screen":
            named = {"category": texts[0], "name": texts[1]} if len(texts) > 1 else {"name": texts[0]} if texts else {}
            return body | named | {"properties": given[0] if given else {}}
        case "alias":
            return body | {"userId": texts[0], "previousId": "a1"}
        case "group":
            return body | {"groupId": texts[0], "traits": given[0] if given else {}}
        case _:
            return body | ({"userId": texts[0]} if texts else {}) | {"traits": given[0] if given else {}}


def test_the_vendors_examples_are_accepted_and_named(data: Callable[[str], Path]) -> None:
    lines = (data("segment_spec_payloads") / "segment_spec_examples.jsonl").read_text(encoding="utf-8").splitlines()
    taken = incomplete = 0
    for example in map(json.loads, lines):
        if example["kind"] == "json":
            event = example["payload"]
        else:
            event = sent_by_browser(example["method"], example["args"])
        call = event.get("type", event.get("action"))
        (found,) = said(event)
        if call in CALLS and {"userId", "anonymousId", "user_id"} & set(event):
            assert isinstance(found, Message), (event, found)
            assert found.name == (event["event"] if call == "track" else NAMES[call])
            assert (found.actor == "customer") == (call in ("track", "page", "screen"))
            taken += 1
        else:  # a part of a call
            assert isinstance(found, Rejection)
            assert found.reason in ("unknown_type", "no_customer")
            assert json.loads(found.raw) == event
            incomplete += 1
    assert (taken, incomplete) == (127, 5)


def test_keys_come_with_their_event() -> None:
    identified = message(
        {"type": "identify", "userId": 7.0, "anonymousId": "a1", "traits": {"email": " Ann@X.example "}}
    )
    assert keys(identified) == ["7", "anonymous:a1", "email:ann@x.example"]
    assert keys(message({"type": "track", "event": "E", "anonymousId": "a1", "userId": None})) == ["anonymous:a1"]
    only_address = {"type": "track", "event": "E", "context": {"traits": {"email": "a@x.example"}}}
    assert keys(message(only_address)) == ["email:a@x.example"]
    assert keys(
        message({"type": "group", "userId": "u", "groupId": "g", "traits": {"email": "of@company.example"}})
    ) == ["u"]


@pytest.mark.parametrize("nobody", ["", "null", "undefined", "0", "None", " ", "\x00", [], {}, True])
def test_what_names_nobody_is_no_key(nobody: Any) -> None:
    (found,) = said({"type": "track", "event": "E", "userId": nobody})
    assert isinstance(found, Rejection)
    assert found.reason == "no_customer"
    assert keys(message({"type": "alias", "userId": "u", "previousId": nobody})) == ["u"]


def test_alias_joins_what_was_known_before() -> None:
    assert keys(message({"type": "alias", "userId": "u", "previousId": "p"})) == ["u", "anonymous:p", "p"]
    assert keys(message({"type": "alias", "userId": "u", "previousId": "P@x.example"})) == ["u", "email:p@x.example"]


def test_times_are_put_right_by_the_clock_that_sent() -> None:
    event = {"type": "track", "event": "E", "userId": "u", "timestamp": "2026-03-01T10:00:00Z"}
    told = 1_772_359_200_000
    assert message(event).time == told
    assert message(event, sentAt="2026-03-01T10:00:05Z").time == NOW - 5_000
    assert message({**event, "sentAt": "2026-03-01T10:00:07Z"}, path="/v1/track").time == NOW - 7_000
    assert message({**event, "sentAt": "2026-03-01T10:00:07Z"}, sentAt=None).time == NOW - 7_000
    assert message(event, sentAt="yesterday").time == told
    assert message({**event, "originalTimestamp": "2026-03-01T09:00:00Z"}).time == told - HOUR_MS
    assert message({**event, "timestamp": told // 1000}).time == told
    assert message({"type": "track", "event": "E", "userId": "u"}).time == NOW


def test_the_context_of_a_batch_goes_for_all_and_an_events_own_wins() -> None:
    event = {"type": "track", "event": "E", "userId": "u"}
    common = {"locale": "pl-PL", "campaign": {"name": "spring"}}
    assert message(event, context=common).properties == {"locale": "pl-PL", "campaign": "spring"}
    own = message({**event, "context": {"locale": "ro-RO"}}, context=common)
    assert own.properties == {"locale": "ro-RO", "campaign": "spring"}
    assert message(event, context="strange").properties == {}


def test_traits_are_kept_wherever_they_stand() -> None:
    found = message(
        {"type": "identify", "userId": "u", "traits": {"plan": "pro"}, "context": {"traits": {"city": "Łódź"}}}
    )
    assert found.properties == {"city": "Łódź", "plan": "pro"}
    group = message({"type": "group", "userId": "u", "groupId": "g", "traits": {"plan": "team"}})
    assert group.properties == {"plan": "team", "group": "g"}


@pytest.mark.parametrize(
    ("context", "channel"),
    [
        ({"library": {"name": "analytics.js"}}, "web"),
        ({"library": {"name": "analytics-ios"}}, "app"),
        ({"library": {"name": "analytics-python"}}, None),
        ({"channel": "server"}, None),
        ({"channel": "mobile"}, "app"),
        ({"page": {"path": "/a"}}, "web"),
    ],
)
def test_channels(context: dict[str, Any], channel: str | None) -> None:
    event = {"type": "track", "event": "E", "userId": "u"}
    assert message({**event, "context": context}).channel == channel
    assert message({**event, "channel": "mobile"}).channel == "app"


def test_places_and_money() -> None:
    page = {"type": "page", "userId": "u", "name": "Product", "properties": {"url": "https://s.example/product/7?x=1"}}
    assert (message(page).surface, message(page).properties["page_name"]) == ("/product/:id", "Product")
    assert message({"type": "screen", "userId": "u", "name": "Cart"}).surface == "Cart"
    order = {"type": "track", "event": "Order Completed", "userId": "u", "properties": {"total": 30, "revenue": "25.5"}}
    assert message(order).value == 25.5
    assert message({**order, "properties": {"revenue": True, "value": "much"}}).value is None


def test_a_batch_on_the_path_of_one_call_is_one_event() -> None:
    envelope = Segment().open(Request("POST", "/v1/track", body=b'{"batch":[{},{},{}],"userId":"u","event":"E"}'))
    assert envelope.events == 1


def test_half_a_character_is_mended_and_hinders_nothing() -> None:
    body = rb'{"batch":[{"type":"track","event":"cut \ud83d","userId":"u","properties":{"w":"\ud83d\ude00 \\ud83d"}}]}'
    envelope = Segment().open(Request("POST", "/v1/batch", body=body))
    assert envelope.body is not None
    (found,) = Segment().messages(Delivery(1, "segment", NOW, "/v1/batch", "", "", envelope.body))
    assert isinstance(found, Message)
    assert (found.name, found.properties) == ("cut \ufffd", {"w": "\U0001f600 \\ud83d"})


def test_objects_in_one_another_have_an_end() -> None:
    deep = '{"type":"track","event":"[\\"[","userId":"u","properties":{"a":' + "[" * 97 + "]" * 97 + "}}"
    for text, taken in ((deep, True), (deep.replace("[[]]", "[[[[[]]]]]"), False)):
        (found,) = Segment().messages(Delivery(1, "segment", NOW, "/v1/t", "", "", text.encode()))
        assert isinstance(found, Message) == taken


def test_keys_come_in_headers_or_bodies() -> None:
    def key(headers: dict[str, str], body: bytes = b'{"writeKey":"own"}') -> str | None:
        return Segment().open(Request("POST", "/v1/t", {}, headers, body)).write_key

    assert key({"authorization": "Basic a2V5Og=="}) == "key"
    assert key({"authorization": "Bearer key"}) == "key"
    assert key({"authorization": "Basic ?"}) == "own"
    assert key({"authorization": "Basic /w=="}) == "own"
    assert key({}) == "own"
    assert key({}, b"{}") is None
    with pytest.raises(Refused, match="POST"):
        Segment().open(Request("GET", "/v1/t"))
