"""The contract of the shelf: what a protocol is. At the door it says who sends; while settling, what was said."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import msgspec

from footpath.vocabulary.event import Rejection
from footpath.vocabulary.keys import Key


@dataclass(frozen=True, slots=True)
class Request:
    """A request at the door. ``path`` without doubled or closing slashes; ``headers`` by lower-case names; ``body``
    as it was before it was compressed, within the protocol's limit."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Refused(Exception):
    """A request that cannot be taken at all: its status, and a sentence for whoever set the client up."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the door learns of a request: the write key it came with, how many events it brings, and the body to keep
    where that is not the request's own. No events: it only asks, and nothing is kept."""

    write_key: str | None
    events: int = 1
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a client."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request that was accepted, as the inbox keeps it. ``path``: which of the protocol's it was; ``address`` of the
    sender, shortened; ``agent``: its User-Agent."""

    source: int
    protocol: str
    received_ms: int
    path: str
    address: str
    agent: str
    body: bytes
    id: int = 0


class Message(msgspec.Struct, gc=False):
    """One event in the product's words. ``keys``: whose it is, the key it came with first; they are all one person's.

    ``time``: UTC ms. ``properties``: plain values and lists or objects of them. ``id``: by which a repetition is known
    within its source; None: what it says.
    """

    name: str
    time: int
    keys: tuple[Key, ...]
    id: str | None = None
    channel: str | None = None
    surface: str | None = None
    actor: str = "customer"
    value: float | None = None
    score: float | None = None
    scale: str | None = None
    properties: dict[str, Any] = {}


class Protocol(ABC):
    """One kind of client. ``paths``: what it asks for, of which ``{…}`` stands for one part of any text."""

    name: ClassVar[str]
    title: ClassVar[str]  #: as a person calls it
    paths: ClassVar[tuple[str, ...]]
    methods: ClassVar[tuple[str, ...]] = ("POST",)
    most_bytes: ClassVar[int] = 4 << 20  #: of a body before it was compressed, whatever the source allows
    keeps_query: ClassVar[bool] = False  #: whether what stands after the path's ? is needed while settling

    @abstractmethod
    def open(self, request: Request) -> Envelope:
        """Who sends, and how much. It runs before the answer: it looks no closer than it must. Refused where the body
        is not of this protocol."""

    @abstractmethod
    def messages(self, delivery: Delivery) -> Iterator[Message | Rejection]:
        """What was said, in its order; what is no event as a rejection with its raw text. Deterministic: a repeat
        after a crash says the same. ``line`` of a rejection: which of the delivery, from 1."""

    def reply(self, request: Request, envelope: Envelope) -> Reply:
        """The answer once the body is durable, or to a request that only asks."""
        return Reply(body=b'{"success":true}')
