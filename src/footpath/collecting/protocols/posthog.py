"""PostHog's capture requests: single events, lists and batches, in all forms that its clients send."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import msgspec

from footpath.collecting.protocols._context import page_group
from footpath.collecting.protocols._events import (
    Unusable,
    amount,
    clock_off_ms,
    identifiers,
    known,
    moment_ms,
    opened,
    plain_object,
    read,
    text_of,
    value_of,
)
from footpath.collecting.protocols._forms import unpacked
from footpath.collecting.protocols._posthog_names import OF_PERSON, OWN, channel_of, properties_of
from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Protocol, Refused, Reply, Request
from footpath.collecting.protocols._surveys import rating
from footpath.vocabulary.event import Rejection
from footpath.vocabulary.keys import Key

_CAPTURE = ("/capture", "/e", "/i/v0/e", "/track", "/engage")
_BATCH = ("/batch",)
_FLAGS = ("/flags", "/decide")
_CAPTURE_BYTES = 2 << 20
_EVENT_BYTES = 1 << 20
#: How server libraries fill the distinct id of a group's own event: with its name, or by chance.
_MADE_UP = re.compile(r"\$|[0-9a-f]{8}-[0-9a-f]{4}-")


class _Inner(msgspec.Struct, gc=False):
    token: Any = None


class _Head(msgspec.Struct, gc=False):
    """What the door reads of a body; all else is only skipped over."""

    api_key: Any = None
    token: Any = None
    batch: list[msgspec.Raw] | None = None
    properties: msgspec.Raw = msgspec.Raw(b"")


class _Event(msgspec.Struct, gc=False):
    """One event. Of no type here is what must not hinder the others: it is looked at when it is read."""

    event: Any = None
    distinct_id: Any = None
    properties: Any = None
    timestamp: Any = None
    offset: Any = None
    uuid: Any = None
    set: Any = msgspec.field(default=None, name="$set")
    set_once: Any = msgspec.field(default=None, name="$set_once")


class _Body(msgspec.Struct, gc=False):
    batch: list[msgspec.Raw] | None = None
    sent_at: msgspec.Raw = msgspec.Raw(b"")


_HEAD = msgspec.json.Decoder(_Head)
_INNER = msgspec.json.Decoder(_Inner)
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_BODY = msgspec.json.Decoder(_Body)
_EVENT = msgspec.json.Decoder(_Event)


class PostHog(Protocol):
    """Events captured by PostHog's clients, and the feature flags that they ask for: there are none here."""

    name: ClassVar[str] = "posthog"
    title: ClassVar[str] = "PostHog"
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET")
    paths: ClassVar[tuple[str, ...]] = (*_CAPTURE, *_BATCH, *_FLAGS)
    most_bytes: ClassVar[int] = 20 << 20

    def open(self, request: Request) -> Envelope:
        if request.path not in _BATCH and len(request.body) > _CAPTURE_BYTES:
            raise Refused(
                413, f"A request to {request.path} has at most {_CAPTURE_BYTES:,} bytes. Use /batch for more."
            )
        body = unpacked(request)
        try:
            if body[:1] == b"[":
                listed, body = opened(_LIST, body)
                head = _Head(batch=listed)
            else:
                head, body = opened(_HEAD, body)
            key = text_of(head.api_key) or text_of(head.token) or _inner_key(head.properties)
            if key is None and head.batch:
                first = _HEAD.decode(head.batch[0])
                key = text_of(first.api_key) or text_of(first.token) or _inner_key(first.properties)
        except (ValueError, RecursionError, Unusable) as error:
            raise Refused(400, f"The body is no JSON of PostHog's events: {error}.") from None
        if request.path in _FLAGS:
            return Envelope(key, 0)
        return Envelope(key, 1 if head.batch is None else len(head.batch), body)

    def reply(self, request: Request, envelope: Envelope) -> Reply:
        if request.path in _FLAGS:
            return Reply(body=msgspec.json.encode(_no_flags()))
        return Reply(body=b'{"status":1}')

    def messages(self, delivery: Delivery) -> Iterator[Message | Rejection]:
        sent: Any = None
        events: list[msgspec.Raw] | None
        if delivery.body[:1] == b"[":
            events = _LIST.decode(delivery.body)
        else:
            body = _BODY.decode(delivery.body)
            events, sent = body.batch, value_of(body.sent_at)
        off_ms = clock_off_ms(sent, delivery.received_ms)
        for line, raw in enumerate([delivery.body] if events is None else map(bytes, events), 1):
            try:
                event = read(_EVENT, raw, _EVENT_BYTES)
                yield _shaped(event, off_ms, delivery)
            except Unusable as reason:
                yield Rejection(line, reason.reason, raw.decode("utf-8", "replace"), reason.detail)


def _inner_key(properties: msgspec.Raw) -> str | None:
    """The write key among an event's properties, where older clients in the browser put it."""
    text = bytes(properties)
    return text_of(_INNER.decode(text).token) if text[:1] == b"{" else None


def _shaped(event: _Event, off_ms: int, delivery: Delivery) -> Message:
    called = text_of(event.event)
    if called is None:
        raise Unusable("no_name")
    properties = plain_object(event.properties)
    person = _person(event, properties)
    keys = _keys(event, called, properties, person)
    if not keys:
        raise Unusable("no_customer")
    given = text_of(event.uuid) or text_of(properties.get("$insert_id"))
    if given is not None and len(given) > 100:
        raise Unusable("long_id")
    name, actor = OWN.get(called, (called, "system" if called.startswith("$") else "customer"))
    page = properties.get("$pathname") or properties.get("$current_url")
    surface = text_of(properties.get("$screen_name")) if called == "$screen" else None
    if surface is None and isinstance(page, str) and page:
        surface = page_group(page)
    score, scale = rating(properties) if called == "survey sent" else (None, None)
    return Message(
        name,
        _moment(event, off_ms, properties, delivery.received_ms),
        keys,
        given,
        channel_of(called, properties),
        surface,
        actor,
        amount(properties) if actor == "customer" else None,
        score,
        scale,
        properties_of(name, properties, person),
    )


def _person(event: _Event, properties: Mapping[str, Any]) -> dict[str, Any]:
    """What the event says of the person: what is set once, and what is set over it."""
    told: dict[str, Any] = {}
    for name, own in zip(OF_PERSON, (event.set_once, event.set), strict=True):
        told |= plain_object(properties.get(name)) | plain_object(own)
    return told


def _keys(event: _Event, called: str, properties: Mapping[str, Any], person: Mapping[str, Any]) -> tuple[Key, ...]:
    """Whose it is. A distinct id is a device's where the client says that it knows nobody, else a user's."""
    distinct = known(event.distinct_id) or known(properties.get("distinct_id"))
    device = known(properties.get("$device_id"))
    if called in ("$create_alias", "$merge_dangerously"):
        # Clients differ in which of the two is the older; either may have been a user's or a device's.
        both = [text for text in (distinct, known(properties.get("alias"))) if text is not None]
        return tuple(Key(namespace, text) for namespace in ("user", "anonymous") for text in both)
    nobody = (
        distinct == device
        or (called == "$groupidentify" and _MADE_UP.match(distinct or "") is not None)
        or properties.get("$is_identified") is False
        or properties.get("$process_person_profile") is False
    )
    if nobody and called != "$identify":
        return identifiers(None, distinct, person)
    return identifiers(distinct, properties.get("$anon_distinct_id") or device, person)


def _moment(event: _Event, off_ms: int, properties: Mapping[str, Any], received_ms: int) -> int:
    if event.timestamp is None:
        ago = event.offset
        usable = isinstance(ago, int | float) and not isinstance(ago, bool) and 0 <= ago < 1e12
        return received_ms - round(ago) if usable else received_ms
    return moment_ms(event.timestamp, 0 if properties.get("$ignore_sent_at") is True else off_ms, received_ms)


def _no_flags() -> dict[str, Any]:
    """What clients make of it: no flag is on, nothing is recorded, and nothing went wrong."""
    return {
        "flags": {},
        "featureFlags": {},
        "featureFlagPayloads": {},
        "errorsWhileComputingFlags": False,
        "config": {"enable_collect_everything": True},
        "supportedCompression": ["gzip-js", "base64"],
        "sessionRecording": False,
        "surveys": False,
        "siteApps": [],
        "toolbarParams": {},
        "isAuthenticated": False,
    }
