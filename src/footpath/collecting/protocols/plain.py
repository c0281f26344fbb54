"""Events in Footpath's own words: what its rooms say of customers, and what any program may send."""

from collections.abc import Iterator
from typing import Any, ClassVar

import msgspec

from footpath.collecting._moments import FIRST_MS, LAST_MS
from footpath.collecting.protocols._events import Unusable, opened, read, text_of
from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Protocol, Refused, Request
from footpath.vocabulary.event import Rejection
from footpath.vocabulary.keys import key_of
from footpath.vocabulary.scales import BOUNDS


class _Body(msgspec.Struct, gc=False):
    events: list[msgspec.Raw]
    writeKey: str | None = None  # noqa: N815


_DECODER = msgspec.json.Decoder(_Body)
_EVENT = msgspec.json.Decoder(dict[str, Any])
_EVENT_BYTES = 1 << 20
_LARGEST = 1e300
_ACTORS = ("customer", "company", "system")


class Plain(Protocol):
    """Lists of events whose fields are the columns of an event: ``customer``, ``time`` in UTC ms, ``name``, …"""

    name: ClassVar[str] = "plain"
    title: ClassVar[str] = "Footpath"
    paths: ClassVar[tuple[str, ...]] = ("/v1/events",)

    def open(self, request: Request) -> Envelope:
        try:
            head, body = opened(_DECODER, request.body)
        except (ValueError, RecursionError) as error:
            raise Refused(400, f'The body is no JSON object with a list of "events": {error}.') from None
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return Envelope(token.strip() if scheme.lower() == "bearer" else head.writeKey, len(head.events), body)

    def messages(self, delivery: Delivery) -> Iterator[Message | Rejection]:
        for line, raw in enumerate(_DECODER.decode(delivery.body).events, 1):
            try:
                yield _message(read(_EVENT, bytes(raw), _EVENT_BYTES))
            except Unusable as reason:
                yield Rejection(line, reason.reason, bytes(raw).decode("utf-8", "replace"), reason.detail)


def _message(event: dict[str, Any]) -> Message:
    customer, name, time = text_of(event.get("customer")), text_of(event.get("name")), event.get("time")
    if customer is None:
        raise Unusable("no_customer")
    if time is None:
        raise Unusable("no_time")
    if isinstance(time, bool) or not isinstance(time, int):
        raise Unusable("bad_time")
    if not FIRST_MS <= time < LAST_MS:
        raise Unusable("time_out_of_range")
    if name is None:
        raise Unusable("no_name")
    actor, scale, properties = event.get("actor"), event.get("scale"), event.get("properties")
    score = _number(event.get("score")) if isinstance(scale, str) and scale in BOUNDS else None
    if score is not None and not BOUNDS[str(scale)][0] <= score <= BOUNDS[str(scale)][1]:
        score = None
    return Message(
        name,
        time,
        (key_of(customer),),
        text_of(event.get("id")),
        text_of(event.get("channel")),
        text_of(event.get("surface")),
        actor if actor in _ACTORS else "customer",
        _number(event.get("value")),
        score,
        scale if score is not None else None,
        properties if isinstance(properties, dict) else {},
    )


def _number(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST
    return float(value) if usable else None
