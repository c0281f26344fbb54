"""The Measurement Protocol, as its documentation has it: limits, times, names, the door that only checks."""

import json
from typing import Any

import pytest
from tests.collecting.live_shop import NOW

from footpath.collecting.protocols._protocol import Delivery, Message, Refused, Request
from footpath.collecting.protocols.ga4 import GA4
from footpath.vocabulary.event import Rejection

QUERY = {"measurement_id": "G-1", "api_secret": "k1"}
HOUR_MS = 3_600_000


def request(body: Any, path: str = "/mp/collect", query: dict[str, str] = QUERY) -> Request:
    return Request("POST", path, query, {}, json.dumps(body).encode())


def said(*events: Any, **body: Any) -> list[Message | Rejection]:
    whole = {"client_id": "1.2", **body, "events": events}
    return [*GA4().messages(Delivery(1, "ga4", NOW, "/mp/collect", "", "", json.dumps(whole).encode()))]


def message(name: str, params: dict[str, Any] | None = None, **body: Any) -> Message:
    (found,) = said({"name": name, "params": params or {}}, **body)
    assert isinstance(found, Message), found
    return found


def reason(*events: Any, **body: Any) -> str:
    (found,) = said(*events, **body)
    assert isinstance(found, Rejection), found
    return found.reason


def test_the_address_names_the_stream_and_the_key() -> None:
    body = {"client_id": "1.2", "events": [{"name": "a"}, {"name": "b"}]}
    envelope = GA4().open(request(body))
    assert (envelope.write_key, envelope.events) == ("k1", 2)
    assert GA4().open(request(body, query={"firebase_app_id": "1:2", "api_secret": "k2"})).write_key == "k2"
    reply = GA4().reply(request(body), envelope)
    assert (reply.status, reply.body) == (204, b"")
    with pytest.raises(Refused, match="measurement_id"):
        GA4().open(request(body, query={"api_secret": "k1"}))


def test_a_request_has_at_most_25_events() -> None:
    assert GA4().open(request({"events": [{"name": "a"}] * 25})).events == 25
    with pytest.raises(Refused) as refused:
        GA4().open(request({"events": [{"name": "a"}] * 26}))
    assert refused.value.status == 413


def test_limits_of_events() -> None:
    assert message("e" * 40, {f"p{n}": n for n in range(25)}).properties["p24"] == 24
    assert reason({"name": "e" * 41}) == "too_large"
    assert reason({"name": "e", "params": {f"p{n}": n for n in range(26)}}) == "too_large"
    assert reason({"params": {}}) == "no_name"
    assert reason({"name": "e"}, client_id=None) == "no_customer"


def test_names_properties_and_money() -> None:
    page = message(
        "page_view", {"page_location": "https://s.example/product/7", "page_title": "T", "page_referrer": "r"}
    )
    assert (page.name, page.surface, page.channel, page.actor) == ("Page Viewed", "/product/:id", "web", "customer")
    assert page.properties == {"page_title": "T", "referrer": "r"}
    screen = message("screen_view", {"screen_name": "Cart"}, client_id=None, app_instance_id="i1")
    assert (screen.name, screen.surface, screen.channel) == ("Screen Viewed", "Cart", "app")
    order = message("purchase", {"value": 49.5, "currency": "PLN", "items": [{"item_id": "7"}]})
    assert (order.name, order.value) == ("purchase", 49.5)
    assert order.properties["items"] == [{"item_id": "7"}]
    assert message("session_start").actor == "system"


def test_keys_and_what_is_said_of_the_user() -> None:
    found = message(
        "login",
        user_id="ann",
        user_properties={"plan": {"value": "pro"}},
        consent={"ad_user_data": "DENIED"},
        device={"category": "Mobile", "language": "pl"},
    )
    assert [key.written() for key in found.keys] == ["ann", "anonymous:1.2"]
    assert found.properties == {"plan": "pro", "ad_user_data": "DENIED", "device": "mobile", "locale": "pl"}


def test_times() -> None:
    def micros(ago_ms: int) -> int:
        return (NOW - ago_ms) * 1_000

    for of_event, of_request, ago_ms in (
        (None, None, 0),
        (micros(1_000), micros(2_000), 1_000),
        (None, str(micros(2_000)), 2_000),
        (float(micros(2_000)), None, 2_000),
        (micros(72 * HOUR_MS), None, 72 * HOUR_MS),
        (micros(73 * HOUR_MS), None, 72 * HOUR_MS),
        (0, None, 72 * HOUR_MS),
    ):
        (found,) = said({"name": "e", "timestamp_micros": of_event}, timestamp_micros=of_request)
        assert isinstance(found, Message)
        assert NOW - found.time == ago_ms


@pytest.mark.parametrize("told", ["soon", 1.5, True, [], "9" * 30, -0.5])
def test_times_that_are_none(told: Any) -> None:
    assert reason({"name": "e", "timestamp_micros": told}) == "bad_time"
    assert reason({"name": "e", "timestamp_micros": 10**19}) == "time_out_of_range"


def codes(body: Any, query: dict[str, str] = QUERY) -> list[tuple[str, str]]:
    asked = request(body, "/debug/mp/collect", query)
    envelope = GA4().open(asked)
    assert (envelope.write_key, envelope.events) == ("k1", 0)
    found = json.loads(GA4().reply(asked, envelope).body)["validationMessages"]
    assert all(fault["description"].endswith(".") for fault in found)
    return [(fault["fieldPath"], fault["validationCode"]) for fault in found]


def test_the_door_that_only_checks() -> None:
    sound = {"client_id": "1.2", "events": [{"name": "purchase", "params": {"value": 1}}]}
    assert codes(sound) == []
    assert codes(sound, {"api_secret": "k1"}) == [("measurement_id", "VALUE_REQUIRED")]
    assert codes({**sound, "client_id": None}) == [("client_id", "VALUE_REQUIRED")]
    assert codes({**sound, "timestamp_micros": "soon"}) == [("timestamp_micros", "VALUE_INVALID")]
    assert codes({**sound, "events": []}) == [("events", "VALUE_REQUIRED")]
    assert codes({**sound, "events": [{"name": "a"}] * 26}) == [("events", "EXCEEDED_MAX_ENTITIES")]
    faulty = [{"name": "1st"}, {"name": "_own"}, {"name": "a" * 41}, {}, {"name": "a", "params": {"b c": 1}}, 7]
    assert codes({**sound, "events": faulty}) == [
        ("events[0].name", "NAME_INVALID"),
        ("events[1].name", "NAME_RESERVED"),
        ("events[2].name", "NAME_INVALID"),
        ("events[3].name", "VALUE_REQUIRED"),
        ("events[4].params.b c", "NAME_INVALID"),
        ("events[5].name", "VALUE_REQUIRED"),
    ]
    many = {"name": "a", "params": {f"p{n}": n for n in range(26)}, "timestamp_micros": True}
    assert codes({**sound, "events": [many, {"name": "a", "params": 1}]}) == [
        ("events[0].params", "EXCEEDED_MAX_ENTITIES"),
        ("events[0].timestamp_micros", "VALUE_INVALID"),
        ("events[1].params", "VALUE_INVALID"),
    ]
    no_json = Request("POST", "/debug/mp/collect", QUERY, {}, b"{")
    assert b"VALUE_INVALID" in GA4().reply(no_json, GA4().open(no_json)).body
