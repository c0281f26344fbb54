"""Google Analytics 4, Measurement Protocol: what servers and apps report, and the door that only checks it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import msgspec

from footpath.collecting._moments import LAST_MS
from footpath.collecting.protocols._context import device_of, page_group
from footpath.collecting.protocols._events import (
    Unusable,
    amount,
    identifiers,
    opened,
    plain_object,
    read,
    text_of,
    value_of,
)
from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Protocol, Refused, Reply, Request
from footpath.vocabulary.event import Rejection

_COLLECT, _CHECK = "/mp/collect", "/debug/mp/collect"
_BODY_BYTES = 130_000
_MOST_EVENTS, _MOST_PARAMS, _MOST_NAME = 25, 25, 40
_OLDEST_MS = 72 * 3_600_000
_NOTHING = msgspec.Raw(b"")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = re.compile(r"_|firebase_|ga_|google_|gtag\.")
#: What the libraries say by themselves: the name of its event, and who acts. Names of e-commerce stay as they come.
_OWN = {
    "page_view": ("Page Viewed", "customer"),
    "screen_view": ("Screen Viewed", "customer"),
    "join_group": ("Group Joined", "customer"),
    "first_visit": ("first_visit", "system"),
    "first_open": ("first_open", "system"),
    "session_start": ("session_start", "system"),
    "user_engagement": ("user_engagement", "system"),
}
#: Parameters by the names that other protocols give them.
_KEPT = {"page_referrer": "referrer", "language": "locale", "group_id": "group"}


class _Head(msgspec.Struct, gc=False):
    """What the door reads of a body; all else is only skipped over."""

    events: list[msgspec.Raw]


class _Body(msgspec.Struct, gc=False):
    """A request: its events, and what of it goes for all of them."""

    events: list[msgspec.Raw]
    client_id: msgspec.Raw = _NOTHING
    app_instance_id: msgspec.Raw = _NOTHING
    user_id: msgspec.Raw = _NOTHING
    timestamp_micros: msgspec.Raw = _NOTHING
    user_properties: msgspec.Raw = _NOTHING
    consent: msgspec.Raw = _NOTHING
    device: msgspec.Raw = _NOTHING
    user_agent: msgspec.Raw = _NOTHING


class _Event(msgspec.Struct, gc=False):
    name: Any = None
    params: Any = None
    timestamp_micros: Any = None


_HEAD = msgspec.json.Decoder(_Head)
_BODY = msgspec.json.Decoder(_Body)
_EVENT = msgspec.json.Decoder(_Event)


class GA4(Protocol):
    """Events of the Measurement Protocol; ``api_secret`` is the write key."""

    name: ClassVar[str] = "ga4"
    title: ClassVar[str] = "Google Analytics 4"
    paths: ClassVar[tuple[str, ...]] = (_COLLECT, _CHECK)
    most_bytes: ClassVar[int] = _BODY_BYTES

    def open(self, request: Request) -> Envelope:
        key = request.query.get("api_secret")
        if request.path == _CHECK:
            return Envelope(key, 0)
        if not (request.query.get("measurement_id") or request.query.get("firebase_app_id")):
            raise Refused(400, "The address names no measurement_id and no firebase_app_id.")
        try:
            head, body = opened(_HEAD, request.body)
        except (ValueError, RecursionError) as error:
            raise Refused(400, f'The body is no JSON object with a list of "events": {error}.') from None
        if len(head.events) > _MOST_EVENTS:
            raise Refused(413, f"A request has at most {_MOST_EVENTS} events; this one has {len(head.events)}.")
        return Envelope(key, len(head.events), body)

    def reply(self, request: Request, envelope: Envelope) -> Reply:
        if request.path == _CHECK:
            return Reply(body=msgspec.json.encode({"validationMessages": faults(request)}))
        return Reply(204)

    def messages(self, delivery: Delivery) -> Iterator[Message | Rejection]:
        body = _BODY.decode(delivery.body)
        shared = {name: value_of(getattr(body, name)) for name in body.__struct_fields__ if name != "events"}
        for line, raw in enumerate(map(bytes, body.events), 1):
            try:
                yield _shaped(read(_EVENT, raw, _BODY_BYTES), shared, delivery.received_ms)
            except Unusable as reason:
                yield Rejection(line, reason.reason, raw.decode("utf-8", "replace"), reason.detail)


def _shaped(event: _Event, shared: Mapping[str, Any], received_ms: int) -> Message:
    called, params = text_of(event.name), plain_object(event.params)
    if called is None:
        raise Unusable("no_name")
    if len(called) > _MOST_NAME:
        raise Unusable("too_large", f"A name has at most {_MOST_NAME} characters.")
    if len(params) > _MOST_PARAMS:
        raise Unusable("too_large", f"An event has at most {_MOST_PARAMS} parameters.")
    properties = _of_user(shared)
    properties |= {_KEPT.get(title, title): value for title, value in params.items()}
    app = text_of(shared["app_instance_id"])
    keys = identifiers(shared["user_id"], text_of(shared["client_id"]) or app, properties)
    if not keys:
        raise Unusable("no_customer")
    page, screen = properties.pop("page_location", None), properties.get("screen_name", params.get("firebase_screen"))
    surface = text_of(screen) if called == "screen_view" else None
    if surface is None and isinstance(page, str) and page:
        surface = page_group(page)
    name, actor = _OWN.get(called, (called, "customer"))
    return Message(
        name,
        _moment(event.timestamp_micros, shared["timestamp_micros"], received_ms),
        keys,
        None,
        "app" if app is not None or called == "screen_view" else "web",
        surface,
        actor,
        amount(params) if actor == "customer" else None,
        properties=properties,
    )


def _of_user(shared: Mapping[str, Any]) -> dict[str, Any]:
    """What the request says of the user, of his consent and his device."""
    said: dict[str, Any] = {}
    for title, given in plain_object(shared["user_properties"]).items():
        said[title] = given.get("value") if isinstance(given, dict) else given
    consent, device = plain_object(shared["consent"]), plain_object(shared["device"])
    said |= {title: value for title, value in consent.items() if isinstance(value, str)}
    kind, agent = text_of(device.get("category")), text_of(shared["user_agent"])
    if kind is not None or agent is not None:
        said["device"] = kind.lower() if kind is not None else device_of(agent or "")
    if text_of(device.get("language")) is not None:
        said["locale"] = device["language"]
    return said


def _moment(of_event: Any, of_request: Any, received_ms: int) -> int:
    """The event's time, else the request's, else that of receipt; what is older than 72 hours is moved up to there."""
    told = of_event if of_event is not None else of_request
    if told is None:
        return received_ms
    micros = _whole(told)
    if micros is None:
        raise Unusable("bad_time")
    if micros // 1000 >= LAST_MS:
        raise Unusable("time_out_of_range")
    return max(micros // 1000, received_ms - _OLDEST_MS)


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and len(value) <= 20:
        value = int(value) if re.fullmatch(r"-?[0-9]+", value) else None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def faults(request: Request) -> list[dict[str, str]]:
    """What is wrong with a request, as GA4's own door says it; empty where nothing is."""
    try:
        body = plain_object(msgspec.json.decode(request.body))
    except (ValueError, RecursionError):
        return [_fault("", "VALUE_INVALID", "The body is no JSON.")]
    found = []
    if not (request.query.get("measurement_id") or request.query.get("firebase_app_id")):
        found.append(_fault("measurement_id", "VALUE_REQUIRED", "The address names no measurement_id."))
    if not any(isinstance(body.get(name), str) and body[name] for name in ("client_id", "app_instance_id", "user_id")):
        found.append(_fault("client_id", "VALUE_REQUIRED", "The request names no client_id and no app_instance_id."))
    if body.get("timestamp_micros") is not None and _whole(body["timestamp_micros"]) is None:
        found.append(_fault("timestamp_micros", "VALUE_INVALID", "It is no whole number of microseconds."))
    events = body.get("events")
    if not isinstance(events, list) or not events:
        return [*found, _fault("events", "VALUE_REQUIRED", "The request has no list of events.")]
    if len(events) > _MOST_EVENTS:
        found.append(_fault("events", "EXCEEDED_MAX_ENTITIES", f"A request has at most {_MOST_EVENTS} events."))
    for place, event in enumerate(events[:_MOST_EVENTS]):
        found += _faults_of_event(f"events[{place}]", plain_object(event))
    return found


def _faults_of_event(path: str, event: Mapping[str, Any]) -> list[dict[str, str]]:
    found = _faults_of_name(f"{path}.name", event.get("name"))
    params = event.get("params", {})
    if not isinstance(params, dict):
        return [*found, _fault(f"{path}.params", "VALUE_INVALID", "It is no object.")]
    if len(params) > _MOST_PARAMS:
        found.append(
            _fault(f"{path}.params", "EXCEEDED_MAX_ENTITIES", f"An event has at most {_MOST_PARAMS} parameters.")
        )
    for title in params:
        found += _faults_of_name(f"{path}.params.{title}", title)
    if event.get("timestamp_micros") is not None and _whole(event["timestamp_micros"]) is None:
        found.append(_fault(f"{path}.timestamp_micros", "VALUE_INVALID", "It is no whole number of microseconds."))
    return found


def _faults_of_name(path: str, name: Any) -> list[dict[str, str]]:
    if not isinstance(name, str) or not name:
        return [_fault(path, "VALUE_REQUIRED", "It has no name.")]
    if len(name) > _MOST_NAME:
        return [_fault(path, "NAME_INVALID", f"A name has at most {_MOST_NAME} characters.")]
    if _RESERVED.match(name):
        return [_fault(path, "NAME_RESERVED", "Names that begin so are reserved.")]
    if not _NAME.fullmatch(name):
        return [_fault(path, "NAME_INVALID", "A name begins with a letter and has letters, digits and underscores.")]
    return []


def _fault(path: str, code: str, sentence: str) -> dict[str, str]:
    return {"fieldPath": path, "description": sentence, "validationCode": code}
