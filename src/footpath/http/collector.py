"""The collector: the door of clients. Before any other layer it answers whatever a protocol of the shelf asks for;
accepted means durable. Clients are known by their write key, never by a session, so that pages of others may send."""

import math
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from footpath.collecting.addresses import shortened
from footpath.collecting.live_sources import LiveSource
from footpath.collecting.protocols._protocol import Delivery, Envelope, Protocol, Refused, Reply, Request
from footpath.collecting.receive import protocols
from footpath.collecting.writer import Overloaded
from footpath.http.lingering import refuse_unread
from footpath.http.log import event, fault
from footpath.http.rate import Buckets
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import say
from footpath.workspace.collecting import Collecting

_ASKED_AGAIN_S = 86_400
_GZIP = b"\x1f\x8b"
_DISK_LOOKED_AT_S = 1.0
_AGENT_CHARACTERS = 300


class Collector:
    """Answers clients; what no protocol asks for goes on to ``app``."""

    def __init__(self, app: ASGIApp, collecting: Collecting, disk_reserve_bytes: int) -> None:
        self.app = app
        self.collecting = collecting
        self._paths = Paths(protocols())
        self._rates: dict[tuple[int, int], Buckets] = {}
        self._disk = Disk(collecting, disk_reserve_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        protocol = self._paths.protocol(path := _tidy(scope["path"])) if scope["type"] == "http" else None
        if protocol is None or scope["method"] not in (*protocol.methods, "OPTIONS", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] == "OPTIONS":
            await _send(send, Reply(204), _preflight(protocol, headers))
            return
        try:
            reply = await self._answer(protocol, path, scope, headers, receive)
        except Refusal as refusal:
            await _refuse(refusal, headers, scope, receive, send)
        except Exception as error:  # a client never sees more of a fault than its number
            number = fault(error, protocol=protocol.name)
            await _refuse(Refusal(500, "fault", say("error.fault", id=number)), headers, scope, receive, send)
        else:
            await _send(send, reply, _cors(headers))

    async def _answer(
        self, protocol: Protocol, path: str, scope: Scope, headers: Mapping[str, str], receive: Receive
    ) -> Reply:
        body = await _body(receive, headers, protocol.most_bytes)
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        request = Request(scope["method"], path, query, headers, body)
        try:
            envelope = protocol.open(request)
        except Refused as refused:
            raise Refusal(refused.status, "not_taken", str(refused)) from None
        source = self._source(envelope, headers, body)
        if envelope.events:
            client = scope.get("client")
            address = shortened(client[0]) if client and source.settings.addresses == "shortened" else ""
            await self._keep(
                Delivery(
                    source.id,
                    protocol.name,
                    time.time_ns() // 1_000_000,
                    path + (f"?{scope['query_string'].decode('latin-1')}" if protocol.keeps_query else ""),
                    address,
                    headers.get("user-agent", "")[:_AGENT_CHARACTERS],
                    envelope.body if envelope.body is not None else body,
                )
            )
        return protocol.reply(request, envelope)

    def _source(self, envelope: Envelope, headers: Mapping[str, str], body: bytes) -> LiveSource:
        """The source that may take this. Refusal where there is none."""
        source = self.collecting.keys.source(envelope.write_key)
        if source is None:
            raise Refusal(401, "unknown_key", say("collector.unknown_key"))
        settings, origin = source.settings, headers.get("origin")
        if settings.paused:
            raise Refusal(503, "paused", say("collector.paused"), headers={"Retry-After": "60"})
        if origin is not None and settings.origins and origin.lower() not in settings.origins:
            raise Refusal(403, "foreign_origin", say("collector.foreign_origin"))
        if len(body) > settings.batch_bytes:
            raise Refusal(413, "too_large", say("error.too_large", bytes=settings.batch_bytes))
        if envelope.events > settings.batch_events:
            raise Refusal(413, "too_many", say("collector.batch_events", events=settings.batch_events))
        if settings.events_per_second is not None and envelope.events:
            self._hold_to_rate(source.id, settings.events_per_second, envelope.events)
        return source

    def _hold_to_rate(self, source: int, most: int, events: int) -> None:
        key = (source, most)
        if key not in self._rates:
            self._rates = {held: buckets for held, buckets in self._rates.items() if held[0] != source}
            self._rates[key] = Buckets(float(most), most)
        wait = self._rates[key].take("", min(events, most))
        if wait > 0:
            seconds = math.ceil(wait)
            raise Refusal(
                429, "too_often", say("error.too_often", seconds=seconds), headers={"Retry-After": str(seconds)}
            )

    async def _keep(self, delivery: Delivery) -> None:
        if self._disk.is_full():
            raise Refusal(503, "disk_full", say("collector.disk_full"), headers={"Retry-After": "60"})
        try:
            await self.collecting.writer.keep(delivery)
        except Overloaded:
            raise Refusal(503, "overloaded", say("collector.overloaded"), headers={"Retry-After": "1"}) from None
        except (OSError, sqlite3.Error) as error:
            event("inbox_failed", type=type(error).__name__)
            raise Refusal(503, "disk_full", say("collector.disk_full"), headers={"Retry-After": "60"}) from None
        self.collecting.settle_soon()


class Paths:
    """Which protocol asks for which path."""

    def __init__(self, shelf: Mapping[str, Protocol]) -> None:
        self._whole: dict[str, Protocol] = {}
        self._parts: list[tuple[tuple[str, ...], Protocol]] = []
        for protocol in shelf.values():
            for path in protocol.paths:
                if "{" in path:
                    self._parts.append((tuple(path.split("/")), protocol))
                else:
                    self._whole[path] = protocol

    def protocol(self, path: str) -> Protocol | None:
        found = self._whole.get(path)
        if found is None and self._parts:
            parts = path.split("/")
            for wanted, protocol in self._parts:
                alike = len(wanted) == len(parts) and all(
                    part if own.startswith("{") else own == part for own, part in zip(wanted, parts, strict=True)
                )
                if alike:
                    return protocol
        return found


class Disk:
    """Whether the workspace's disk has its reserve left: what is accepted must also be settled."""

    def __init__(self, collecting: Collecting, reserve_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._root = collecting.root
        self._reserve_bytes = reserve_bytes
        self._clock = clock
        self._looked_at = -math.inf
        self._full = False

    def is_full(self) -> bool:
        if self._clock() - self._looked_at > _DISK_LOOKED_AT_S:
            self._looked_at = self._clock()
            self._full = shutil.disk_usage(self._root).free < self._reserve_bytes
        return self._full


def _tidy(path: str) -> str:
    """A path without doubled slashes and without one at its end: clients add them."""
    if "//" in path:
        path = "/" + "/".join(part for part in path.split("/") if part)
    return path.rstrip("/") or "/"


async def _body(receive: Receive, headers: Mapping[str, str], most: int) -> bytes:
    """The body as it was before it was compressed. Refusal where it is larger than ``most``, or broken."""
    too_large = Refusal(413, "too_large", say("error.too_large", bytes=most))
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise too_large
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Refusal(400, "bad_request")
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > most:
            raise too_large
        parts.append(part)
        if not message.get("more_body", False):
            break
    body = b"".join(parts) if len(parts) != 1 else parts[0]
    if body[:2] != _GZIP:  # clients say it in different headers, or in none; JSON never begins so
        return body
    unzip = zlib.decompressobj(31)
    try:
        whole = unzip.decompress(body, most + 1)
    except zlib.error:
        raise Refusal(400, "bad_gzip", say("collector.bad_gzip")) from None
    if len(whole) > most:
        raise too_large
    if not unzip.eof:
        raise Refusal(400, "bad_gzip", say("collector.bad_gzip"))
    return whole


def _cors(headers: Mapping[str, str]) -> dict[str, str]:
    """Pages of any site may read the answer: it says nothing but that their events came in."""
    if "origin" not in headers:
        return {}
    return {
        "Access-Control-Allow-Origin": headers["origin"],
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Origin",
    }


def _preflight(protocol: Protocol, headers: Mapping[str, str]) -> dict[str, str]:
    wanted = headers.get("access-control-request-headers", "")
    names = [name.strip() for name in wanted.split(",")]
    return {
        **_cors(headers),
        "Access-Control-Allow-Methods": ", ".join((*protocol.methods, "OPTIONS")),
        "Access-Control-Allow-Headers": ", ".join(name for name in names if name.replace("-", "").isalnum())[:500],
        "Access-Control-Max-Age": str(_ASKED_AGAIN_S),
    }


async def _refuse(refusal: Refusal, headers: Mapping[str, str], scope: Scope, receive: Receive, send: Send) -> None:
    refusal.headers.update(_cors(headers))
    await refuse_unread(refusal, scope, receive, send)


async def _send(send: Send, reply: Reply, headers: Mapping[str, str]) -> None:
    raw = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    raw.append((b"x-content-type-options", b"nosniff"))
    raw.append((b"content-length", str(len(reply.body)).encode()))
    if reply.body:
        raw.append((b"content-type", reply.content_type.encode()))
    start: Message = {"type": "http.response.start", "status": reply.status, "headers": raw}
    await send(start)
    await send({"type": "http.response.body", "body": reply.body})
