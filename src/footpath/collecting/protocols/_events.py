"""What the events of several protocols have in common: keys, moments, amounts."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from footpath.collecting._moments import FIRST_MS, LAST_MS
from footpath.vocabulary.keys import Key, normalised

Read = TypeVar("Read")

_MOST_CHARACTERS = 1_000  #: of a key or a name
_MOST_NESTED = 100  #: objects and lists in one another: what is read here must also be written later
_NESTING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|([\[{])|[\]}]', re.DOTALL)
_ESCAPES = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
#: Texts by which clients write that they know no id.
_NOBODY = {"", "null", "undefined", "none", "nan", "anonymous", "guest", "0", "-1", "[object object]", "n/a", "not_set"}
_LONGEST_NOBODY = max(map(len, _NOBODY))
_AMOUNTS = ("revenue", "value", "total")


class Unusable(Exception):
    """What was sent is no event: the word of the reason, and what more is known."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def opened(decoder: msgspec.json.Decoder[Read], body: bytes) -> tuple[Read, bytes]:
    """What the door reads of a body, and the body to keep. ValueError or RecursionError where it is none.

    Clients that cut a text in the middle of a character send half of it: it becomes the sign for what is unreadable.
    """
    try:
        return decoder.decode(body), body
    except msgspec.DecodeError:
        whole = _ESCAPES.sub(_whole, body) if b"\\u" in body else body
        if whole == body:
            raise
        return decoder.decode(whole), whole


def _whole(escape: re.Match[bytes]) -> bytes:
    return b"\\ufffd" if escape["half"] else escape[0]


def read(decoder: msgspec.json.Decoder[Read], raw: bytes, most_bytes: int) -> Read:
    """An event that came as JSON. Unusable where it is too large, none, or nested deeper than any."""
    if len(raw) > most_bytes:
        raise Unusable("too_large", f"An event has at most {most_bytes:,} bytes.")
    try:
        event = decoder.decode(raw)
    except UnicodeDecodeError:
        raise Unusable("bad_encoding") from None
    except (msgspec.DecodeError, RecursionError):
        raise Unusable("bad_json") from None
    if raw.count(b"{") + raw.count(b"[") > _MOST_NESTED and _nested(raw) > _MOST_NESTED:
        raise Unusable("bad_json", f"Its objects and lists lie in one another more than {_MOST_NESTED} deep.")
    return event


def value_of(raw: msgspec.Raw) -> Any:
    """What stands beside the events; None where nothing does, or nothing readable: the events come in all the same."""
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return None


def _nested(raw: bytes) -> int:
    """How deep objects and lists lie in one another, in JSON that was read."""
    deepest = depth = 0
    for found in _NESTING.finditer(raw):
        if found[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in b"]}":
            depth -= 1
    return deepest


def plain_object(value: Any) -> dict[str, Any]:
    """An object as it came; anything else says nothing."""
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str | None:
    """A name or an id as text; None where there is none. Unusable where it is longer than any."""
    if value is None:
        return None
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        value = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text: str = value.strip()
    if len(text) > _MOST_CHARACTERS:
        raise Unusable("too_large")
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text or None


def known(value: Any) -> str | None:
    """An id as text; None where there is none, or one by which clients write that they know none."""
    text = text_of(value)
    return None if text is None or (len(text) <= _LONGEST_NOBODY and text.lower() in _NOBODY) else text


def identifiers(user: Any, anonymous: Any, traits: Mapping[str, Any]) -> tuple[Key, ...]:
    """Whose an event is: the user where he is known, else the device; an address or a number among the traits too."""
    keys = []
    for namespace, value in (("user", user), ("anonymous", anonymous)):
        text = known(value)
        if text is not None:
            keys.append(Key(namespace, text))
    if traits:
        for namespace in ("email", "phone"):
            text = known(traits.get(namespace))
            if text is not None and (text := normalised(namespace, text)):
                keys.append(Key(namespace, text))
    return tuple(keys)


def clock_off_ms(sent: Any, received_ms: int) -> int:
    """How far the client's clock was off when it sent; 0 where it does not say when that was, or not readably: then the
    event's own time is what counts."""
    if sent is None:
        return 0
    try:
        return received_ms - milliseconds(sent)
    except Unusable:
        return 0


def moment_ms(told: Any, off_ms: int, received_ms: int) -> int:
    """When it happened, by our clock: what the client's clock said, and how far that clock was off.

    ``received - (sent - told)`` where both are given; told alone as it stands; the moment of receipt where neither is.
    Unusable where a time cannot be read or lies outside the years that events may have.
    """
    if told is None:
        return received_ms
    moment = milliseconds(told) + off_ms
    if not FIRST_MS <= moment < LAST_MS:
        raise Unusable("time_out_of_range")
    return moment


def milliseconds(value: Any) -> int:
    """UTC ms of ISO 8601 text, or of seconds, milliseconds, microseconds since 1970. Unusable: bad_time."""
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise Unusable("bad_time") from None
        return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e17:
        raise Unusable("bad_time")
    size = abs(value)
    return round(value * 1000 if size < 1e11 else value if size < 1e14 else value / 1000)


def amount(properties: Mapping[str, Any]) -> float | None:
    """The money of an event; None where it brings none."""
    for name in _AMOUNTS:
        value = properties.get(name)
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                continue
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
            return float(value)
    return None
