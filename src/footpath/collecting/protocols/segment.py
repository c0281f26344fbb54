"""Segment's HTTP specification: the clients of Segment and RudderStack, in the browser, in apps and on servers."""

from base64 import b64decode
from collections.abc import Iterator
from typing import Any, ClassVar

import msgspec

from footpath.collecting.protocols._context import Context, channel_named, described
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
from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Protocol, Refused, Reply, Request
from footpath.vocabulary.event import Rejection
from footpath.vocabulary.keys import Key, normalised

_SHORT = {"i": "identify", "t": "track", "p": "page", "s": "screen", "g": "group", "a": "alias", "b": "batch"}
_CALLS = ("identify", "track", "page", "screen", "group", "alias")
#: What a call is on the map: the name of its event; only what customers do themselves is theirs.
_NAMES = {"identify": "Identified", "group": "Group Joined", "alias": "Keys Joined"}
_EVENT_BYTES = 32 << 10
_ID_CHARACTERS = 100


class _Head(msgspec.Struct, gc=False):
    """What the door reads of a body; all else is only skipped over."""

    writeKey: str | None = None  # noqa: N815
    batch: list[msgspec.Raw] | None = None


class _Call(msgspec.Struct, gc=False):
    """One call. Of no type here is what must not hinder the others: it is looked at when it is read."""

    type: Any = None
    action: Any = None  #: as some write the type
    event: Any = None
    name: Any = None
    category: Any = None
    userId: Any = None  # noqa: N815
    anonymousId: Any = None  # noqa: N815
    user_id: Any = None
    anonymous_id: Any = None
    previousId: Any = None  # noqa: N815
    groupId: Any = None  # noqa: N815
    messageId: Any = None  # noqa: N815
    timestamp: Any = None
    originalTimestamp: Any = None  # noqa: N815
    sentAt: Any = None  # noqa: N815
    properties: Any = None
    traits: Any = None
    channel: Any = None
    context: msgspec.Raw = msgspec.Raw(b"")


class _Body(msgspec.Struct, gc=False):
    batch: list[msgspec.Raw]
    sentAt: msgspec.Raw = msgspec.Raw(b"")  # noqa: N815
    context: msgspec.Raw = msgspec.Raw(b"")


_HEAD = msgspec.json.Decoder(_Head)
_BODY = msgspec.json.Decoder(_Body)
_CALL = msgspec.json.Decoder(_Call)


class Segment(Protocol):
    """Calls identify, track, page, screen, group and alias, one by one or in batches."""

    name: ClassVar[str] = "segment"
    title: ClassVar[str] = "Segment, RudderStack"
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET")
    paths: ClassVar[tuple[str, ...]] = (
        *(f"/v1/{call}" for call in (*_CALLS, "batch", "m")),
        *(f"/v1/{short}" for short in _SHORT),
        "/v1/projects/{key}/settings",
    )

    def open(self, request: Request) -> Envelope:
        if request.method == "GET":
            parts = request.path.split("/")
            if parts[2] != "projects":
                raise Refused(405, "Send events with POST.")
            return Envelope(parts[3], 0)
        try:
            head, body = opened(_HEAD, request.body)
        except (ValueError, RecursionError) as error:
            raise Refused(400, f"The body is no JSON object of an event or a batch: {error}.") from None
        if call_of(request.path) != "batch":
            return Envelope(self.write_key(request) or head.writeKey, 1, body)
        if head.batch is None:
            raise Refused(400, 'The body of a batch has its events in "batch".')
        return Envelope(self.write_key(request) or head.writeKey, len(head.batch), body)

    def write_key(self, request: Request) -> str | None:
        """The write key that a request's headers name: of Basic, the user; else Bearer."""
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return (rest.strip() or None) if scheme.lower() == "bearer" else None
        try:
            return b64decode(rest, validate=True).decode().partition(":")[0] or None
        except ValueError:
            return None

    def reply(self, request: Request, envelope: Envelope) -> Reply:
        if request.method == "GET":
            return Reply(body=msgspec.json.encode(_settings(envelope.write_key or "")))
        return Reply(body=b'{"success":true}')

    def messages(self, delivery: Delivery) -> Iterator[Message | Rejection]:
        call = call_of(delivery.path)
        if call != "batch":
            yield _said(delivery, 1, delivery.body, call, None, b"")
            return
        body = _BODY.decode(delivery.body)
        sent = value_of(body.sentAt)
        off_ms = None if sent is None else clock_off_ms(sent, delivery.received_ms)
        common = bytes(body.context)
        for line, raw in enumerate(body.batch, 1):
            yield _said(delivery, line, bytes(raw), None, off_ms, common)


def _said(
    delivery: Delivery, line: int, raw: bytes, call: str | None, off_ms: int | None, common: bytes
) -> Message | Rejection:
    try:
        event = read(_CALL, raw, _EVENT_BYTES)
        if off_ms is None:
            off_ms = clock_off_ms(event.sentAt, delivery.received_ms)
        context = described(bytes(event.context), common)
        return _shaped(event, call or text_of(event.type or event.action), context, off_ms, delivery.received_ms)
    except Unusable as reason:
        return Rejection(line, reason.reason, raw.decode("utf-8", "replace"), reason.detail)


def _shaped(event: _Call, call: str | None, context: Context, off_ms: int, received_ms: int) -> Message:
    if call not in _CALLS:
        raise Unusable("unknown_type", call or "")
    properties, traits = plain_object(event.properties), plain_object(event.traits)
    name = text_of(event.name)
    if call == "track":
        title = text_of(event.event)
        if title is None:
            raise Unusable("no_name")
    else:
        title = _NAMES.get(call) or ("Page Viewed" if call == "page" else "Screen Viewed")
    of_person = context.traits if call == "group" or not traits else {**context.traits, **traits}
    keys = identifiers(event.userId or event.user_id, event.anonymousId or event.anonymous_id, of_person)
    if call == "alias":
        keys = (*keys, *_previous(event))
    if not keys:
        raise Unusable("no_customer")
    given = text_of(event.messageId)
    if given is not None and len(given) > _ID_CHARACTERS:
        raise Unusable("long_id")
    return Message(
        title,
        moment_ms(event.originalTimestamp or event.timestamp, off_ms, received_ms),
        keys,
        given,
        "app" if call == "screen" else context.channel or channel_named(event.channel),
        name if call == "screen" else context.surface(properties if call == "page" else {}),
        "customer" if call in ("track", "page", "screen") else "system",
        amount(properties) if call == "track" else None,
        properties={
            **context.properties,
            **(properties if call in ("track", "page", "screen") else traits if call == "group" else of_person),
            **_named(call, name, text_of(event.category), text_of(event.groupId)),
        },
    )


def _named(call: str, name: str | None, category: str | None, group: str | None) -> dict[str, Any]:
    named = {"page_name": name if call == "page" else None, "category": category, "group": group}
    return {title: text for title, text in named.items() if text is not None}


def _previous(event: _Call) -> tuple[Key, ...]:
    """What alias calls an older id may have been either: whom nobody knew, or a user id."""
    previous = known(event.previousId)
    if previous is None:
        return ()
    address = normalised("email", previous)
    return (Key("email", address),) if address else (Key("anonymous", previous), Key("user", previous))


def call_of(path: str) -> str:
    """Which call a path is for."""
    last = path.rpartition("/")[2]
    return _SHORT.get(last, "batch" if last == "m" else last)


def _settings(key: str) -> dict[str, Any]:
    """What the browser library asks for before it sends: send here, to nobody else."""
    return {
        "integrations": {"Segment.io": {"apiKey": key, "unbundledIntegrations": []}},
        "plan": {},
        "edgeFunction": {},
        "metrics": {"sampleRate": 0},
    }
