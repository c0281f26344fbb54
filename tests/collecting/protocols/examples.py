"""Sound requests of every protocol, and what may become of a request on its way."""

import base64
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from footpath.collecting.protocols._protocol import Request

KEY = "0123456789abcdef0123456789abcdef"
_CONTEXT = {
    "page": {
        "path": "/product/12",
        "referrer": "https://search.example/",
        "title": "Product",
        "url": "https://s.example",
    },
    "campaign": {"name": "spring", "source": "mail"},
    "userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile",
    "locale": "pl-PL",
}
_SEGMENT = [
    {"type": "track", "event": "Product Viewed", "userId": "ann", "properties": {"price": 9.5}, "context": _CONTEXT},
    {"type": "identify", "userId": "ann", "traits": {"email": "ann@example.com"}, "timestamp": "2026-03-01T10:00:00Z"},
    {
        "type": "page",
        "anonymousId": "a1",
        "name": "Home",
        "properties": {"path": "/"},
        "sentAt": "2026-03-01T10:00:00Z",
    },
    {"type": "alias", "userId": "ann", "previousId": "a1", "messageId": "m1"},
]
_POSTHOG = {"event": "$pageview", "distinct_id": "ann", "properties": {"$current_url": "https://s.example/a", "x": [1]}}
_GA4 = {"client_id": "1.2", "events": [{"name": "purchase", "params": {"value": 9.5}}, {"name": "page_view"}]}
_BASIC = {"authorization": f"Basic {base64.b64encode(f'{KEY}:'.encode()).decode()}"}
_JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Example:
    """A request as a client sends it."""

    path: str
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)

    def request(self) -> Request:
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return Request("POST", self.path, self.query, _JSON | self.headers, body)


def _form(event: Any) -> bytes:
    return b"data=" + base64.b64encode(json.dumps(event).encode()).replace(b"+", b"%2B").replace(b"=", b"%3D")


EXAMPLES: dict[str, list[Example]] = {
    "ga4": [Example("/mp/collect", _GA4, query={"measurement_id": "G-1", "api_secret": KEY})],
    "jitsu": [
        Example("/api/s/track", _SEGMENT[0], {"x-write-key": f"{KEY}:x"}),
        Example("/api/s/batch", {"batch": _SEGMENT}, {"x-write-key": f"{KEY}:x"}),
    ],
    "plain": [
        Example(
            "/v1/events",
            {"events": [{"customer": "ann", "name": "Called", "time": 1_772_362_805_000}, {"name": "Nobody"}]},
            {"authorization": f"Bearer {KEY}"},
        )
    ],
    "posthog": [
        Example("/capture", {**_POSTHOG, "api_key": KEY}),
        Example("/batch", {"api_key": KEY, "batch": [_POSTHOG] * 3, "sent_at": "2026-03-01T10:00:00Z"}),
        Example("/e", [{**_POSTHOG, "properties": {**_POSTHOG["properties"], "token": KEY}}]),  # type: ignore[dict-item]
        Example("/track", _form({**_POSTHOG, "api_key": KEY})),
    ],
    "segment": [
        Example("/v1/batch", {"batch": _SEGMENT, "sentAt": "2026-03-01T10:00:05Z"}, _BASIC),
        Example("/v1/t", {**_SEGMENT[0], "writeKey": KEY}),
        Example("/v1/alias", _SEGMENT[3], _BASIC),
    ],
}

NESTED = "[" * 3_000 + "]" * 3_000
NESTED_SOMEWHAT = "[" * 600 + "]" * 600
#: What may stand where any value of JSON does, as text: some of it is none.
HOSTILE = (
    *("null", "true", "0", "-1", '""', "[]", "{}", '"\\u0000"', '"\\ud800"', '"null"', "NaN", "Infinity", "1e999"),
    *(
        "9" * 19,
        "9" * 400,
        "9" * 5_000,
        "-0.0",
        "1e-400",
        "1e308",
        NESTED,
        NESTED_SOMEWHAT,
        f'{{"a":{NESTED_SOMEWHAT}}}',
    ),
    *('"' + "x" * 1_200 + '"', '"' + "x" * 40_000 + '"', '"2026-13-01"', '"0001-01-01T00:00:00+23:59"', "[[1,{}]]"),
    *(
        '"雨\u202e衣"',
        '{"email":{"a":1},"":1}',
        '"9999-12-31T23:59:59-23:59"',
        '"\\u0000\\n\\t"',
        '[null,"a",1.5,{"b":[]}]',
    ),
)
#: Bodies that are of no protocol, whatever is asked for.
GARBAGE = (
    *(b"", b" ", b"{", b"}", b"[]", b"{}", b"null", b"1", b'"text"', b"\x00", b"\xff\xfe\x00", b"\xef\xbb\xbf{}"),
    *(b"data=", b"data=%", b"data=e30=", b"data=bm90IGpzb24=", b"data=%7B", b"[1]", b'[{"a":1},2]', b'{"batch":1}'),
    *(b'{"batch":[1,null,"x",[],{}]}', b'{"events":{}}', b'{"events":[1,null,[],{}]}', b'{"writeKey":7,"batch":[]}'),
    *(NESTED.encode(), b'{"batch":' + NESTED.encode() + b"}", b'{"events":[' + NESTED_SOMEWHAT.encode() + b"]}"),
    *(b'{"batch":[' + NESTED_SOMEWHAT.encode() + b"]}", b'{"a":"\xff"}', b'{"batch":[{"type":"\xff"}]}'),
    *(b'{"events":[{"name":"\xed\xa0\x80"}]}', b"<html>", b"a=1&b=2", b"%PDF-1.7"),
)


def mutated(example: Example, random: random.Random) -> Example:
    """The request with up to three things changed: values, bytes, headers, the query."""
    for _ in range(random.randint(1, 3)):
        example = random.choice((_other_value, _other_value, _other_bytes, _other_bytes, _other_request))(
            example, random
        )
    return example


def _other_value(example: Example, random: random.Random) -> Example:
    if isinstance(example.body, bytes):
        return _other_bytes(example, random)
    marked = json.loads(json.dumps(example.body))
    holder, name = random.choice([*_places(marked)])
    holder[name] = "\x01here\x01"
    text = json.dumps(marked, ensure_ascii=False).replace(json.dumps("\x01here\x01"), random.choice(HOSTILE))
    return replace(example, body=text.encode())


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where values stand within a value: what holds each, and under which name or number."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in inside:
        yield value, name
        if isinstance(one, dict | list):
            yield from _places(one)


def _other_bytes(example: Example, random: random.Random) -> Example:
    body = bytearray(example.request().body or b"{}")
    place, length = random.randrange(len(body)), random.randrange(1, 20)
    match random.randrange(5):
        case 0:
            body[place] = random.randrange(256)
        case 1:
            del body[place : place + length]
        case 2:
            body[place:place] = body[place : place + length] * random.randrange(1, 4)
        case 3:
            body[place:place] = random.choice(HOSTILE).encode()
        case _:
            del body[place:]
    return replace(example, body=bytes(body))


def _other_request(example: Example, random: random.Random) -> Example:
    match random.randrange(4):
        case 0:
            return replace(example, body=gzip.compress(example.request().body))
        case 1:
            return replace(example, headers={**example.headers, "content-type": "application/x-www-form-urlencoded"})
        case 2:
            return replace(example, query={**example.query, "data": random.choice(HOSTILE), "_": "x"})
        case _:
            return replace(example, body=random.choice(GARBAGE))
