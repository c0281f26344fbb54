"""PostHog's requests: their forms over time, whose events are, what they become."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from tests.collecting.live_shop import NOW

from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Refused, Request
from footpath.collecting.protocols.posthog import PostHog
from footpath.vocabulary.event import Rejection

KEY = "k1"


def opened(body: bytes = b"", path: str = "/e", method: str = "POST", **query: str) -> Envelope:
    return PostHog().open(Request(method, path, query, {}, body))


def said(body: Any, path: str = "/batch") -> list[Message | Rejection]:
    return [*PostHog().messages(Delivery(1, "posthog", NOW, path, "", "", json.dumps(body).encode()))]


def message(event: str, distinct: Any = "ann", properties: dict[str, Any] | None = None, **more: Any) -> Message:
    (found,) = said({"event": event, "distinct_id": distinct, "properties": properties or {}, **more})
    assert isinstance(found, Message), found
    return found


def keys(found: Message) -> list[str]:
    return [key.written() for key in found.keys]


EVENT = {"event": "Seen?>", "distinct_id": "ann", "properties": {"token": KEY}}
PACKED = base64.b64encode(json.dumps(EVENT).encode()).decode()


@pytest.mark.parametrize(
    ("body", "events"),
    [
        (json.dumps({"api_key": KEY, **EVENT}), 1),
        (json.dumps({"token": KEY, "event": "Seen", "distinct_id": "ann"}), 1),
        (json.dumps(EVENT), 1),
        (json.dumps([EVENT, EVENT]), 2),
        (json.dumps({"api_key": KEY, "batch": [EVENT] * 3}), 3),
        (json.dumps({"batch": [EVENT]}), 1),
        (f"data={quote(PACKED)}", 1),
        (f"data={PACKED}", 1),
        (f"data={quote(PACKED.rstrip('='))}&compression=base64&ip=1", 1),
        (f"data={quote(json.dumps(EVENT))}", 1),
        (f"data={quote(base64.b64encode(json.dumps([EVENT, EVENT]).encode()).decode())}", 2),
        (PACKED, 1),
        (f"\n {json.dumps(EVENT)} ", 1),
    ],
)
def test_every_form_says_its_key_and_number(body: str, events: int) -> None:
    envelope = opened(body.encode())
    assert (envelope.write_key, envelope.events) == (KEY, events)
    assert envelope.body is not None
    found = [*PostHog().messages(Delivery(1, "posthog", NOW, "/e", "", "", envelope.body))]
    assert len(found) == events
    assert all(isinstance(one, Message) for one in found)


def test_events_come_in_the_address_too() -> None:
    envelope = opened(method="GET", data=PACKED)
    assert (envelope.write_key, envelope.events, json.loads(envelope.body or b"")) == (KEY, 1, EVENT)
    with pytest.raises(Refused, match="no events"):
        opened(method="GET")


def test_limits_of_paths() -> None:
    large = json.dumps({"api_key": KEY, "batch": [{**EVENT, "x": "x" * (3 << 20)}]}).encode()
    with pytest.raises(Refused) as refused:
        opened(large)
    assert refused.value.status == 413
    assert opened(large, "/batch").events == 1
    (found,) = PostHog().messages(Delivery(1, "posthog", NOW, "/batch", "", "", large))
    assert isinstance(found, Rejection)
    assert found.reason == "too_large"


@pytest.mark.parametrize("path", ["/flags", "/decide"])
def test_there_are_no_flags(path: str) -> None:
    request = Request("POST", path, {"v": "2"}, {}, json.dumps({"token": KEY, "distinct_id": "ann"}).encode())
    envelope = PostHog().open(request)
    assert (envelope.write_key, envelope.events) == (KEY, 0)
    answer = json.loads(PostHog().reply(request, envelope).body)
    assert (answer["flags"], answer["featureFlags"], answer["errorsWhileComputingFlags"]) == ({}, {}, False)


@pytest.mark.parametrize(
    ("event", "name", "actor"),
    [
        ("Order Completed", "Order Completed", "customer"),
        ("$pageview", "Page Viewed", "customer"),
        ("$screen", "Screen Viewed", "customer"),
        ("$identify", "Identified", "system"),
        ("$set", "Identified", "system"),
        ("$create_alias", "Keys Joined", "system"),
        ("$groupidentify", "Group Joined", "system"),
        ("$pageleave", "Page Left", "system"),
        ("$web_vitals", "$web_vitals", "system"),
    ],
)
def test_names(event: str, name: str, actor: str) -> None:
    found = message(event)
    assert (found.name, found.actor) == (name, actor)


def test_whose_an_event_is() -> None:
    assert keys(message("E")) == ["ann"]
    assert keys(message("E", None, {"distinct_id": "ben"})) == ["ben"]
    assert keys(message("E", "d1", {"$device_id": "d1"})) == ["anonymous:d1"]
    assert keys(message("E", "d1", {"$process_person_profile": False})) == ["anonymous:d1"]
    assert keys(message("E", "ann", {"$device_id": "d1", "$is_identified": True})) == ["ann", "anonymous:d1"]
    assert keys(message("$identify", "ann", {"$anon_distinct_id": "d1"})) == ["ann", "anonymous:d1"]
    assert keys(message("$set", "ann", **{"$set": {"email": "Ann@X.example"}})) == ["ann", "email:ann@x.example"]
    assert keys(message("$create_alias", "d1", {"alias": "ann"})) == [
        *("d1", "ann", "anonymous:d1", "anonymous:ann"),
    ]
    assert keys(message("$groupidentify", "$company_acme")) == ["anonymous:$company_acme"]
    (nobody,) = said({"event": "E", "distinct_id": "undefined"})
    assert isinstance(nobody, Rejection)
    assert nobody.reason == "no_customer"


def test_properties_keep_what_says_something() -> None:
    found = message(
        "$pageview",
        properties={
            "$current_url": "https://s.example/product/7?a=1",
            "$referrer": "$direct",
            "utm_source": "mail",
            "utm_campaign": "spring",
            "$lib": "web",
            "$device_type": "Mobile",
            "$browser_version": 120,
            "$groups": {"company": "acme"},
            "token": KEY,
            "price": 9.5,
        },
    )
    assert (found.surface, found.channel) == ("/product/:id", "web")
    assert found.properties == {
        "source": "mail",
        "campaign": "spring",
        "device": "mobile",
        "group": "acme",
        "price": 9.5,
    }
    screen = message("$screen", properties={"$screen_name": "Cart", "$lib": "posthog-ios"})
    assert (screen.surface, screen.channel) == ("Cart", "app")
    assert message("Order Completed", properties={"revenue": 20}).value == 20.0


def test_times() -> None:
    at = "2026-03-01T10:00:00Z"
    assert message("E", timestamp=at).time == 1_772_359_200_000
    assert message("E", offset=1_500).time == NOW - 1_500
    assert message("E").time == NOW
    batch = {"batch": [{**EVENT, "timestamp": at}, {**EVENT, "timestamp": at, "properties": {"$ignore_sent_at": True}}]}
    put_right, as_told = said({**batch, "sent_at": "2026-03-01T10:00:03Z"})
    assert isinstance(put_right, Message)
    assert isinstance(as_told, Message)
    assert (put_right.time, as_told.time) == (NOW - 3_000, 1_772_359_200_000)


@pytest.mark.parametrize(
    ("properties", "score"),
    [
        ({"$survey_name": "NPS 2026", "$survey_response": "9"}, (9.0, "nps")),
        ({"$survey_name": "Are you satisfied?", "$survey_response": 4}, (4.0, "csat")),
        ({"$survey_name": "CSAT", "$survey_response": 9}, (None, None)),
        ({"$survey_name": "Ideas", "$survey_response": 4}, (None, None)),
        ({"$survey_name": "NPS", "$survey_response": "because"}, (None, None)),
        ({"$survey_name": "NPS", "$survey_response_1": "10", "$survey_response": "text"}, (10.0, "nps")),
        (
            {
                "$survey_questions": [
                    {"id": "a", "question": "Why?"},
                    {"id": "b", "question": "Would you recommend us?"},
                ],
                "$survey_response_a": "7",
                "$survey_response_b": "8",
            },
            (8.0, "nps"),
        ),
        ({"$survey_questions": [{"question": "How much effort was it?", "response": 7}]}, (7.0, "ces")),
        ({"$survey_questions": "strange", "$survey_response": []}, (None, None)),
    ],
)
def test_ratings_of_surveys_are_scores(properties: dict[str, Any], score: tuple[float | None, str | None]) -> None:
    found = message("survey sent", properties=properties)
    assert (found.name, found.score, found.scale) == ("survey sent", *score)


def test_ids() -> None:
    assert message("E", uuid="u1").id == "u1"
    assert message("E", properties={"$insert_id": "i1"}).id == "i1"
    (long,) = said({**EVENT, "uuid": "x" * 101})
    assert isinstance(long, Rejection)
    assert long.reason == "long_id"
